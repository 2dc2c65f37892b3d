-- The full-text index: words of tasks (rowid 4 pk), goals (4 pk + 1) and paragraphs (4 pk + 2), folded (no diacritics, đ
-- is d); context: headings above and agencies of the task. It keeps no text of its own: what goes out is folded once more.

CREATE VIRTUAL TABLE search USING fts5 (folded, context, content = '', tokenize = 'unicode61');
-- Documents by the folded words of their headers: type, symbol, title, issuer, place, file and jurisdiction.
CREATE VIRTUAL TABLE headers USING fts5 (words, content = '', tokenize = 'unicode61', columnsize = 0);
CREATE VIRTUAL TABLE search_terms USING fts5vocab ('search', 'row');

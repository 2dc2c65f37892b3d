-- The full-text index: FTS5 without a text of its own; what goes out is folded once more.

CREATE VIRTUAL TABLE search USING fts5 (folded, context, content = '', tokenize = 'unicode61');
CREATE VIRTUAL TABLE search_terms USING fts5vocab ('search', 'row');

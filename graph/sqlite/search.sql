-- The full-text index of passages: FTS5 over their columns, kept by triggers.

CREATE VIRTUAL TABLE search USING fts5 (
    folded, context, content = 'passages', content_rowid = 'pk', tokenize = 'unicode61'
);
CREATE TRIGGER passages_added AFTER INSERT ON passages BEGIN
    INSERT INTO search (rowid, folded, context) VALUES (new.pk, new.folded, new.context);
END;
CREATE TRIGGER passages_removed AFTER DELETE ON passages BEGIN
    INSERT INTO search (search, rowid, folded, context) VALUES ('delete', old.pk, old.folded, old.context);
END;
CREATE VIRTUAL TABLE search_terms USING fts5vocab ('search', 'row');

-- To format 3.

-- What a person said of a task. The newest of a field that is not taken back counts. It outlives every new parse:
-- task_id is the task that it stands at now, null where no task of the document is that one any more (orphaned).
CREATE TABLE corrections (
    pk INTEGER PRIMARY KEY,
    document_id TEXT NOT NULL,                      -- documents.id, also while the document is not here
    said_of TEXT NOT NULL,                          -- tasks.id when it was said
    task_id TEXT,                                   -- tasks.id now
    passage TEXT NOT NULL,                          -- the task's words when it was said
    field TEXT NOT NULL,                            -- a role, or due, product, note, status, link, confirmed
    value TEXT NOT NULL,                            -- JSON
    machine TEXT NOT NULL,                          -- JSON: what was read when it was said
    person TEXT NOT NULL,
    said TEXT NOT NULL,                             -- ISO, UTC
    undone TEXT, undone_by TEXT
);
CREATE INDEX corrections_document ON corrections (document_id, task_id);

-- Who brought which bytes, when and from where; kept also when the document is taken out.
CREATE TABLE intake (
    pk INTEGER PRIMARY KEY,
    document_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    rules TEXT NOT NULL,
    origin TEXT,                                    -- the file, as it was named
    person TEXT NOT NULL,
    done TEXT NOT NULL,                             -- ISO, UTC
    what TEXT NOT NULL                              -- 'added', 'updated', 'joined', 'removed', 'refreshed'
);
CREATE INDEX intake_document ON intake (document_id);

-- How the bytes of a document or of its annex were read: format, blocks and remarks, so that they can be parsed anew.
CREATE TABLE layouts (
    document_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,                           -- of the file
    layout BLOB NOT NULL,                           -- zlib of JSON: store/layouts.py
    PRIMARY KEY (document_id, sha256)
);

-- The graph on disk. Kinds of nodes and edges and their labels: vocabulary.yaml. start_at/end_at count code points
-- of texts.text, end exclusive. Rows hold the current version of a document; versions keeps every version's plan.

CREATE TABLE store (format TEXT NOT NULL, version INTEGER NOT NULL, created TEXT NOT NULL);

-- A directive is a work that has an identity, whether its text is here (then documents has a row) or only its name.
-- The columns merge what mentions print; known_* is what only the registry knows.
CREATE TABLE directives (
    pk INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    symbol_key TEXT,
    type TEXT, symbol TEXT, title TEXT, date TEXT, issuer TEXT,
    known_symbol TEXT, known_title TEXT, known_date TEXT, known_issuer TEXT
);
CREATE INDEX directives_symbol ON directives (symbol_key);

CREATE TABLE documents (
    pk INTEGER PRIMARY KEY,
    directive_pk INTEGER NOT NULL UNIQUE REFERENCES directives (pk),
    id TEXT NOT NULL UNIQUE,
    type TEXT, symbol TEXT, issuer TEXT, place TEXT, date TEXT, title TEXT, secrecy TEXT, urgency TEXT,
    signer TEXT, signer_position TEXT,
    recipients TEXT NOT NULL,                       -- JSON array
    symbol_key TEXT,                                -- "3243 kh ubnd"
    number TEXT,                                    -- "3243"
    file TEXT, file_key TEXT,
    sha256 TEXT NOT NULL,
    rules TEXT NOT NULL,                            -- version of the rule pack that parsed it
    version INTEGER NOT NULL,
    added TEXT NOT NULL,                            -- ISO, UTC
    goals INTEGER NOT NULL, tasks INTEGER NOT NULL, mentions INTEGER NOT NULL
);
CREATE INDEX documents_symbol ON documents (symbol_key);
CREATE INDEX documents_number ON documents (number);
CREATE INDEX documents_file ON documents (file_key);

CREATE TABLE versions (
    document_pk INTEGER NOT NULL REFERENCES documents (pk) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    rules TEXT NOT NULL,
    file TEXT,
    added TEXT NOT NULL,
    plan BLOB NOT NULL,                             -- zlib of the "docparse/1" JSON
    PRIMARY KEY (document_pk, version)
);

CREATE TABLE texts (
    document_pk INTEGER PRIMARY KEY REFERENCES documents (pk) ON DELETE CASCADE,
    text TEXT NOT NULL
);

CREATE TABLE sections (
    pk INTEGER PRIMARY KEY,
    document_pk INTEGER NOT NULL REFERENCES documents (pk) ON DELETE CASCADE,
    parent_pk INTEGER REFERENCES sections (pk) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    id TEXT NOT NULL,
    label TEXT,
    path TEXT NOT NULL,                             -- "V.1"
    path_key TEXT NOT NULL,                         -- "v.1"
    heading TEXT NOT NULL,
    role TEXT NOT NULL,
    start_at INTEGER NOT NULL, end_at INTEGER NOT NULL
);
CREATE INDEX sections_document ON sections (document_pk, path_key);
CREATE INDEX sections_path ON sections (path_key);
CREATE INDEX sections_parent ON sections (parent_pk);

CREATE TABLE goals (
    pk INTEGER PRIMARY KEY,
    document_pk INTEGER NOT NULL REFERENCES documents (pk) ON DELETE CASCADE,
    section_pk INTEGER REFERENCES sections (pk) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    id TEXT NOT NULL,
    text TEXT NOT NULL,
    paragraph INTEGER NOT NULL,
    start_at INTEGER NOT NULL, end_at INTEGER NOT NULL
);
CREATE INDEX goals_document ON goals (document_pk, ordinal);
CREATE INDEX goals_section ON goals (section_pk);

CREATE TABLE milestones (
    goal_pk INTEGER NOT NULL REFERENCES goals (pk) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    text TEXT NOT NULL,
    due TEXT,
    PRIMARY KEY (goal_pk, ordinal)
);

CREATE TABLE tasks (
    pk INTEGER PRIMARY KEY,
    document_pk INTEGER NOT NULL REFERENCES documents (pk) ON DELETE CASCADE,
    section_pk INTEGER REFERENCES sections (pk) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    id TEXT NOT NULL,
    text TEXT NOT NULL,
    paragraph INTEGER NOT NULL,
    start_at INTEGER NOT NULL, end_at INTEGER NOT NULL,
    product TEXT, same_as TEXT, rule TEXT,
    due TEXT,                                       -- JSON of the contract's due, or null
    due_to TEXT                                     -- its "to", for questions by time
);
CREATE INDEX tasks_document ON tasks (document_pk, ordinal);
CREATE INDEX tasks_id ON tasks (id);
CREATE INDEX tasks_section ON tasks (section_pk);

CREATE TABLE indicators (
    pk INTEGER PRIMARY KEY,
    document_pk INTEGER NOT NULL REFERENCES documents (pk) ON DELETE CASCADE,
    goal_pk INTEGER REFERENCES goals (pk) ON DELETE CASCADE,
    task_pk INTEGER REFERENCES tasks (pk) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,
    comparator TEXT NOT NULL,
    value REAL NOT NULL, value_to REAL,
    approximate INTEGER NOT NULL,
    change TEXT, unit TEXT, due TEXT,
    start_at INTEGER NOT NULL, end_at INTEGER NOT NULL
);
CREATE INDEX indicators_document ON indicators (document_pk);
CREATE INDEX indicators_goal ON indicators (goal_pk);
CREATE INDEX indicators_task ON indicators (task_pk);

CREATE TABLE agencies (
    pk INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    key TEXT NOT NULL,                              -- folded name, abbreviations spelled out
    name TEXT NOT NULL,                             -- the longest of its names
    collective INTEGER NOT NULL                     -- 1: a group ("các sở, ngành")
);
CREATE INDEX agencies_collective ON agencies (collective);

CREATE TABLE agency_names (
    agency_pk INTEGER NOT NULL REFERENCES agencies (pk) ON DELETE CASCADE,
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (agency_pk, name)
);
CREATE INDEX agency_names_key ON agency_names (key);

CREATE TABLE assignments (
    pk INTEGER PRIMARY KEY,
    document_pk INTEGER NOT NULL REFERENCES documents (pk) ON DELETE CASCADE,
    task_pk INTEGER NOT NULL REFERENCES tasks (pk) ON DELETE CASCADE,
    agency_pk INTEGER NOT NULL REFERENCES agencies (pk),
    agency TEXT NOT NULL,                           -- the document's wording
    role TEXT NOT NULL,
    basis TEXT NOT NULL,
    provenance TEXT NOT NULL,                       -- 'văn bản', or 'suy ra' for basis 'default'
    rule TEXT NOT NULL,
    start_at INTEGER NOT NULL, end_at INTEGER NOT NULL
);
CREATE INDEX assignments_task ON assignments (task_pk);
CREATE INDEX assignments_agency ON assignments (agency_pk, task_pk);
CREATE INDEX assignments_document ON assignments (document_pk, role);

-- One row a mention. source_pk is the directive that stands in the relation: the document's own, or another (of).
CREATE TABLE mentions (
    pk INTEGER PRIMARY KEY,
    document_pk INTEGER NOT NULL REFERENCES documents (pk) ON DELETE CASCADE,
    source_pk INTEGER NOT NULL REFERENCES directives (pk),
    target_pk INTEGER NOT NULL REFERENCES directives (pk),
    section_pk INTEGER REFERENCES sections (pk) ON DELETE CASCADE,
    task_pk INTEGER REFERENCES tasks (pk) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    relation TEXT NOT NULL,
    provenance TEXT NOT NULL,
    type TEXT, symbol TEXT, title TEXT, date TEXT, issuer TEXT,
    known_symbol TEXT, known_title TEXT, known_date TEXT, known_issuer TEXT,
    text TEXT NOT NULL,
    rule TEXT NOT NULL,
    start_at INTEGER NOT NULL, end_at INTEGER NOT NULL
);
CREATE INDEX mentions_document ON mentions (document_pk, ordinal);
CREATE INDEX mentions_source ON mentions (source_pk, relation);
CREATE INDEX mentions_target ON mentions (target_pk);
CREATE INDEX mentions_section ON mentions (section_pk);
CREATE INDEX mentions_task ON mentions (task_pk);

CREATE TABLE task_directives (
    task_pk INTEGER NOT NULL REFERENCES tasks (pk) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    directive_pk INTEGER NOT NULL REFERENCES directives (pk),
    PRIMARY KEY (task_pk, ordinal)
);
CREATE INDEX task_directives_directive ON task_directives (directive_pk);

CREATE TABLE remarks (
    document_pk INTEGER NOT NULL REFERENCES documents (pk) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    code TEXT NOT NULL,
    text TEXT NOT NULL,
    start_at INTEGER NOT NULL, end_at INTEGER NOT NULL,
    PRIMARY KEY (document_pk, ordinal)
);

-- What is searched: tasks, goals and the paragraphs that are neither, folded (no diacritics, đ is d).
CREATE TABLE passages (
    pk INTEGER PRIMARY KEY,
    document_pk INTEGER NOT NULL REFERENCES documents (pk) ON DELETE CASCADE,
    section_pk INTEGER REFERENCES sections (pk) ON DELETE CASCADE,
    kind TEXT NOT NULL,                             -- 'task', 'goal' or 'paragraph'
    item_pk INTEGER,                                -- tasks.pk or goals.pk
    start_at INTEGER NOT NULL, end_at INTEGER NOT NULL,
    folded TEXT NOT NULL,
    context TEXT NOT NULL                           -- folded headings above and agencies of the task
);
CREATE INDEX passages_document ON passages (document_pk);
CREATE INDEX passages_section ON passages (section_pk);

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

-- The ids as documents give them. Several may be one directive ("năm 2025", the full date): directive_pk says which.
CREATE TABLE said_ids (
    id TEXT PRIMARY KEY,
    base TEXT NOT NULL,                             -- the id without its date: what may be one directive
    directive_pk INTEGER REFERENCES directives (pk)
);
CREATE INDEX said_ids_base ON said_ids (base);
CREATE INDEX said_ids_directive ON said_ids (directive_pk);

-- What an id that stays open may be.
CREATE TABLE candidates (
    id TEXT NOT NULL,                               -- said_ids.id
    ordinal INTEGER NOT NULL,
    candidate TEXT NOT NULL,                        -- another said id, or one that only the registry knows
    PRIMARY KEY (id, ordinal)
);

CREATE TABLE mention_ids (
    mention_pk INTEGER PRIMARY KEY REFERENCES mentions (pk) ON DELETE CASCADE,
    source_id TEXT NOT NULL,
    target_id TEXT NOT NULL,
    candidates TEXT                                 -- JSON array, where the document leaves it open
);
CREATE INDEX mention_ids_source ON mention_ids (source_id);
CREATE INDEX mention_ids_target ON mention_ids (target_id);

CREATE TABLE task_ids (
    task_pk INTEGER NOT NULL REFERENCES tasks (pk) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    target_id TEXT NOT NULL,
    PRIMARY KEY (task_pk, ordinal)
);
CREATE INDEX task_ids_target ON task_ids (target_id);

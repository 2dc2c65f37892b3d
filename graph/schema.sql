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
    place_key TEXT,                                 -- folded place
    sha256 TEXT NOT NULL,
    rules TEXT NOT NULL,                            -- version of the rule pack that parsed it
    version INTEGER NOT NULL,
    added TEXT NOT NULL,                            -- ISO, UTC
    goals INTEGER NOT NULL, tasks INTEGER NOT NULL, mentions INTEGER NOT NULL
);
CREATE INDEX documents_symbol ON documents (symbol_key);
CREATE INDEX documents_number ON documents (number);
CREATE INDEX documents_file ON documents (file_key);
CREATE INDEX documents_place ON documents (place_key, id);

CREATE TABLE versions (
    document_pk INTEGER NOT NULL REFERENCES documents (pk) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    rules TEXT NOT NULL,
    file TEXT,
    added TEXT NOT NULL,
    plan BLOB NOT NULL,                             -- zlib of the "docparse/1" JSON, the current one's without its text
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

-- text is null where it is the passage itself, as it nearly always is; the view gives it.
CREATE TABLE task_rows (
    pk INTEGER PRIMARY KEY,
    document_pk INTEGER NOT NULL REFERENCES documents (pk) ON DELETE CASCADE,
    section_pk INTEGER REFERENCES sections (pk) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    id TEXT NOT NULL,
    text TEXT,
    paragraph INTEGER NOT NULL,
    start_at INTEGER NOT NULL, end_at INTEGER NOT NULL,
    product TEXT, same_as TEXT, rule TEXT,
    due TEXT,                                       -- JSON of the contract's due without its nulls, or null
    due_to TEXT                                     -- its "to", for questions by time
);
CREATE INDEX tasks_document ON task_rows (document_pk, ordinal);
CREATE INDEX tasks_id ON task_rows (id);
CREATE INDEX tasks_section ON task_rows (section_pk);
CREATE INDEX tasks_due ON task_rows (due_to, document_pk, ordinal) WHERE due_to IS NOT NULL;

CREATE VIEW tasks AS
SELECT r.pk, r.document_pk, r.section_pk, r.ordinal, r.id,
    coalesce(r.text, (SELECT substr(x.text, r.start_at + 1, r.end_at - r.start_at) FROM texts x
        WHERE x.document_pk = r.document_pk)) AS text,
    r.paragraph, r.start_at, r.end_at, r.product, r.same_as, r.rule, r.due, r.due_to
FROM task_rows r;

CREATE TABLE indicators (
    pk INTEGER PRIMARY KEY,
    document_pk INTEGER NOT NULL REFERENCES documents (pk) ON DELETE CASCADE,
    goal_pk INTEGER REFERENCES goals (pk) ON DELETE CASCADE,
    task_pk INTEGER REFERENCES task_rows (pk) ON DELETE CASCADE,
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
CREATE INDEX agencies_collective ON agencies (collective, key);

CREATE TABLE agency_names (
    pk INTEGER PRIMARY KEY,
    agency_pk INTEGER NOT NULL REFERENCES agencies (pk) ON DELETE CASCADE,
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    uses INTEGER NOT NULL,                          -- assignments that spell it so
    UNIQUE (agency_pk, name)
);
CREATE INDEX agency_names_key ON agency_names (key);

CREATE TABLE assignment_rows (
    pk INTEGER PRIMARY KEY,
    task_pk INTEGER NOT NULL REFERENCES task_rows (pk) ON DELETE CASCADE,
    agency_pk INTEGER NOT NULL REFERENCES agencies (pk),
    name_pk INTEGER NOT NULL,                       -- agency_names.pk: the document's wording
    role TEXT NOT NULL,
    basis TEXT NOT NULL,
    rule TEXT NOT NULL,
    start_at INTEGER NOT NULL, end_at INTEGER NOT NULL
);
CREATE INDEX assignments_task ON assignment_rows (task_pk);
CREATE INDEX assignments_agency ON assignment_rows (agency_pk, task_pk);

-- provenance: 'văn bản'; 'suy ra' for basis 'default'; 'người dùng' for what a person said.
CREATE VIEW assignments AS
SELECT r.pk, (SELECT t.document_pk FROM task_rows t WHERE t.pk = r.task_pk) AS document_pk, r.task_pk, r.agency_pk,
    (SELECT n.name FROM agency_names n WHERE n.pk = r.name_pk) AS agency, r.role, r.basis,
    CASE WHEN r.basis = 'default' THEN 'suy ra' WHEN r.basis IN ('confirmed', 'corrected') THEN 'người dùng' ELSE 'văn bản' END
        AS provenance, r.rule, r.start_at, r.end_at
FROM assignment_rows r;

-- One row a mention. source_pk is the directive that stands in the relation: the document's own, or another (of).
CREATE TABLE mentions (
    pk INTEGER PRIMARY KEY,
    document_pk INTEGER NOT NULL REFERENCES documents (pk) ON DELETE CASCADE,
    source_pk INTEGER NOT NULL REFERENCES directives (pk),
    target_pk INTEGER NOT NULL REFERENCES directives (pk),
    section_pk INTEGER REFERENCES sections (pk) ON DELETE CASCADE,
    task_pk INTEGER REFERENCES task_rows (pk) ON DELETE CASCADE,
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

-- How many documents print a field of a directive so; known_* fields too. The value of the most counts.
CREATE TABLE prints (
    directive_pk INTEGER NOT NULL REFERENCES directives (pk) ON DELETE CASCADE,
    field TEXT NOT NULL,                            -- a column of directives
    value TEXT NOT NULL,
    documents INTEGER NOT NULL,
    PRIMARY KEY (directive_pk, field, value)
);

CREATE TABLE task_directives (
    task_pk INTEGER NOT NULL REFERENCES task_rows (pk) ON DELETE CASCADE,
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

-- What is searched besides tasks and goals: the lines that hold neither.
CREATE TABLE paragraphs (
    pk INTEGER PRIMARY KEY,
    document_pk INTEGER NOT NULL REFERENCES documents (pk) ON DELETE CASCADE,
    start_at INTEGER NOT NULL, end_at INTEGER NOT NULL
);
CREATE INDEX paragraphs_document ON paragraphs (document_pk);

-- The ids as documents give them. Several may be one directive ("năm 2025", the full date): directive_pk says which.
CREATE TABLE said_ids (
    id TEXT PRIMARY KEY,
    base TEXT NOT NULL,                             -- the id without its date: what may be one directive
    directive_pk INTEGER REFERENCES directives (pk),
    title TEXT,                                     -- the longest that mentions print
    before TEXT, candidates TEXT                    -- of the documents that leave it open: the last date, between what
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
    task_pk INTEGER NOT NULL REFERENCES task_rows (pk) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    target_id TEXT NOT NULL,
    PRIMARY KEY (task_pk, ordinal)
);
CREATE INDEX task_ids_target ON task_ids (target_id);

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

-- What other tools read; explained in tables.yaml. The labels are those of vocabulary.yaml.
CREATE VIEW v_documents AS
SELECT id AS ma, type AS loai, symbol AS so_ky_hieu, issuer AS co_quan, place AS dia_phuong, date AS ngay,
    title AS trich_yeu, signer AS nguoi_ky, signer_position AS chuc_vu, file AS tep, version AS ban, added AS ngay_them,
    goals AS so_muc_tieu, tasks AS so_nhiem_vu, mentions AS so_vien_dan
FROM documents;

CREATE VIEW v_tasks AS
SELECT d.id || '#' || t.id AS ma, d.id AS van_ban, d.symbol AS so_ky_hieu, s.path AS muc, s.heading AS de_muc,
    t.paragraph AS doan, t.text AS noi_dung, t.product AS san_pham, json_extract(t.due, '$.text') AS thoi_han,
    t.due_to AS han_den, t.start_at AS tu, t.end_at AS den
FROM tasks t JOIN documents d ON d.pk = t.document_pk LEFT JOIN sections s ON s.pk = t.section_pk;

CREATE VIEW v_assignments AS
SELECT d.id || '#' || t.id AS nhiem_vu, d.id AS van_ban, d.symbol AS so_ky_hieu, g.id AS ma_co_quan, a.agency AS co_quan,
    g.name AS ten_co_quan, g.collective AS la_nhom,
    CASE a.role WHEN 'lead' THEN 'chủ trì' WHEN 'implement' THEN 'thực hiện' WHEN 'coordinate' THEN 'phối hợp'
        WHEN 'monitor' THEN 'theo dõi' WHEN 'receive' THEN 'nhận báo cáo' ELSE a.role END AS vai_tro,
    CASE a.basis WHEN 'explicit' THEN 'nêu rõ' WHEN 'heading' THEN 'theo đề mục' WHEN 'table' THEN 'theo bảng'
        WHEN 'inherited' THEN 'theo câu trên' WHEN 'default' THEN 'suy ra'
        WHEN 'confirmed' THEN 'người dùng xác nhận' WHEN 'corrected' THEN 'người dùng sửa' ELSE a.basis END AS can_cu,
    a.provenance AS nguon, t.due_to AS han_den, a.start_at AS tu, a.end_at AS den
FROM assignments a JOIN task_rows t ON t.pk = a.task_pk JOIN documents d ON d.pk = t.document_pk
JOIN agencies g ON g.pk = a.agency_pk;

CREATE VIEW v_directives AS
SELECT w.id AS ma, coalesce(d.type, w.type) AS loai, coalesce(d.symbol, w.symbol, w.known_symbol) AS so_ky_hieu,
    coalesce(d.issuer, w.issuer, w.known_issuer) AS co_quan, coalesce(d.date, w.date, w.known_date) AS ngay,
    coalesce(d.title, w.title, w.known_title) AS trich_yeu, CASE WHEN d.pk IS NULL THEN 0 ELSE 1 END AS co_toan_van,
    (SELECT count(*) FROM mentions m WHERE m.target_pk = w.pk) AS so_lan_neu
FROM directives w LEFT JOIN documents d ON d.directive_pk = w.pk;

CREATE VIEW v_edges AS
SELECT f.id AS tu_ma,
    CASE m.relation WHEN 'implements' THEN 'thực hiện' WHEN 'continues' THEN 'tiếp tục thực hiện'
        WHEN 'basis' THEN 'căn cứ' WHEN 'guides' THEN 'hướng dẫn' WHEN 'approves' THEN 'phê duyệt'
        WHEN 'attached_to' THEN 'ban hành kèm theo' WHEN 'amends' THEN 'sửa đổi, bổ sung'
        WHEN 'replaces' THEN 'thay thế' WHEN 'repeals' THEN 'bãi bỏ' WHEN 'cites' THEN 'viện dẫn' ELSE m.relation END AS quan_he,
    m.relation AS loai_canh, g.id AS den_ma, m.provenance AS nguon, d.id AS van_ban, m.start_at AS tu, m.end_at AS den
FROM mentions m JOIN documents d ON d.pk = m.document_pk JOIN directives f ON f.pk = m.source_pk
JOIN directives g ON g.pk = m.target_pk
UNION ALL
SELECT a.ma_co_quan, a.vai_tro,
    CASE a.vai_tro WHEN 'chủ trì' THEN 'lead' WHEN 'thực hiện' THEN 'implement'
        WHEN 'phối hợp' THEN 'coordinate' WHEN 'theo dõi' THEN 'monitor' WHEN 'nhận báo cáo' THEN 'receive' ELSE a.vai_tro END,
    a.nhiem_vu, a.nguon, a.van_ban, a.tu, a.den
FROM v_assignments a
UNION ALL
SELECT d.id || '#' || t.id, 'thuộc', 'belongs_to', d.id, 'văn bản', d.id, NULL, NULL
FROM task_rows t JOIN documents d ON d.pk = t.document_pk
UNION ALL
SELECT d.id || '#' || t.id, 'nêu trực tiếp', 'names', g.id, 'văn bản', d.id, NULL, NULL
FROM task_directives r JOIN task_rows t ON t.pk = r.task_pk JOIN documents d ON d.pk = t.document_pk
JOIN directives g ON g.pk = r.directive_pk;

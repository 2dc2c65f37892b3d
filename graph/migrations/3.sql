-- To format 3: words are kept once. Tasks give their text, assignments their agency's name through views.
ALTER TABLE tasks RENAME TO task_rows;
ALTER TABLE task_rows RENAME COLUMN text TO own_text;
ALTER TABLE task_rows ADD COLUMN text TEXT;
UPDATE task_rows SET text = own_text WHERE own_text IS NOT (
    SELECT substr(x.text, task_rows.start_at + 1, task_rows.end_at - task_rows.start_at) FROM texts x
    WHERE x.document_pk = task_rows.document_pk);
ALTER TABLE task_rows DROP COLUMN own_text;
UPDATE task_rows SET due = json_patch('{}', due) WHERE due IS NOT NULL;
CREATE VIEW tasks AS
SELECT r.pk, r.document_pk, r.section_pk, r.ordinal, r.id,
    coalesce(r.text, (SELECT substr(x.text, r.start_at + 1, r.end_at - r.start_at) FROM texts x
        WHERE x.document_pk = r.document_pk)) AS text,
    r.paragraph, r.start_at, r.end_at, r.product, r.same_as, r.rule, r.due, r.due_to
FROM task_rows r;

ALTER TABLE agency_names RENAME TO old_agency_names;
DROP INDEX agency_names_key;
CREATE TABLE agency_names (
    pk INTEGER PRIMARY KEY,
    agency_pk INTEGER NOT NULL REFERENCES agencies (pk) ON DELETE CASCADE,
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    uses INTEGER NOT NULL,                          -- assignments that spell it so
    UNIQUE (agency_pk, name)
);
CREATE INDEX agency_names_key ON agency_names (key);
INSERT INTO agency_names (agency_pk, name, key, uses)
    SELECT n.agency_pk, n.name, n.key, (SELECT count(*) FROM assignments a WHERE a.agency_pk = n.agency_pk AND a.agency = n.name)
    FROM old_agency_names n ORDER BY n.agency_pk, n.name;
DROP TABLE old_agency_names;

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
INSERT INTO assignment_rows (pk, task_pk, agency_pk, name_pk, role, basis, rule, start_at, end_at)
    SELECT a.pk, a.task_pk, a.agency_pk, n.pk, a.role, a.basis, a.rule, a.start_at, a.end_at
    FROM assignments a JOIN agency_names n ON n.agency_pk = a.agency_pk AND n.name = a.agency;
DROP TABLE assignments;
CREATE INDEX assignments_task ON assignment_rows (task_pk);
CREATE INDEX assignments_agency ON assignment_rows (agency_pk, task_pk);
-- provenance: 'văn bản'; 'suy ra' for basis 'default'; 'người dùng' for what a person said.
CREATE VIEW assignments AS
SELECT r.pk, (SELECT t.document_pk FROM task_rows t WHERE t.pk = r.task_pk) AS document_pk, r.task_pk, r.agency_pk,
    (SELECT n.name FROM agency_names n WHERE n.pk = r.name_pk) AS agency, r.role, r.basis,
    CASE WHEN r.basis = 'default' THEN 'suy ra' WHEN r.basis IN ('confirmed', 'corrected') THEN 'người dùng' ELSE 'văn bản' END
        AS provenance, r.rule, r.start_at, r.end_at
FROM assignment_rows r;

DROP TRIGGER passages_added;
DROP TRIGGER passages_removed;
DROP TABLE search_terms;
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5 (folded, context, content = '', tokenize = 'unicode61');
CREATE VIRTUAL TABLE search_terms USING fts5vocab ('search', 'row');
INSERT INTO search (rowid, folded, context)
    SELECT CASE kind WHEN 'task' THEN 4 * item_pk WHEN 'goal' THEN 4 * item_pk + 1 ELSE 4 * pk + 2 END, folded, context
    FROM passages ORDER BY 1;
CREATE TABLE paragraphs (
    pk INTEGER PRIMARY KEY,
    document_pk INTEGER NOT NULL REFERENCES documents (pk) ON DELETE CASCADE,
    start_at INTEGER NOT NULL, end_at INTEGER NOT NULL
);
INSERT INTO paragraphs (pk, document_pk, start_at, end_at)
    SELECT pk, document_pk, start_at, end_at FROM passages WHERE kind = 'paragraph';
DROP TABLE passages;
CREATE INDEX paragraphs_document ON paragraphs (document_pk);

ALTER TABLE said_ids ADD COLUMN title TEXT;
ALTER TABLE said_ids ADD COLUMN before TEXT;
ALTER TABLE said_ids ADD COLUMN candidates TEXT;
UPDATE said_ids SET
    title = (SELECT m.title FROM mention_ids i JOIN mentions m ON m.pk = i.mention_pk
        WHERE i.target_id = said_ids.id AND m.title IS NOT NULL ORDER BY length(m.title) DESC, m.title LIMIT 1),
    before = (SELECT max(c.date) FROM mention_ids i JOIN mentions m ON m.pk = i.mention_pk
        JOIN documents c ON c.pk = m.document_pk WHERE i.target_id = said_ids.id AND i.candidates IS NOT NULL),
    candidates = (SELECT max(i.candidates) FROM mention_ids i WHERE i.target_id = said_ids.id);

DROP INDEX agencies_collective;
CREATE INDEX agencies_collective ON agencies (collective, key);
ALTER TABLE documents ADD COLUMN place_key TEXT;
UPDATE documents SET place_key = fold_key(place) WHERE place IS NOT NULL;
CREATE INDEX documents_place ON documents (place_key, id);
CREATE VIRTUAL TABLE headers USING fts5 (words, content = '', tokenize = 'unicode61', columnsize = 0);
INSERT INTO headers (rowid, words) SELECT pk, header_words(type, symbol, title, issuer, place, file, id) FROM documents;

-- How many documents print a field of a directive so; known_* fields too. The value of the most counts.
CREATE TABLE prints (
    directive_pk INTEGER NOT NULL REFERENCES directives (pk) ON DELETE CASCADE,
    field TEXT NOT NULL,                            -- a column of directives
    value TEXT NOT NULL,
    documents INTEGER NOT NULL,
    PRIMARY KEY (directive_pk, field, value)
);
INSERT INTO prints (directive_pk, field, value, documents)
    SELECT target_pk, 'type', type, count(DISTINCT document_pk) FROM mentions WHERE type <> '' GROUP BY 1, 3
    UNION ALL SELECT target_pk, 'symbol', symbol, count(DISTINCT document_pk) FROM mentions WHERE symbol <> '' GROUP BY 1, 3
    UNION ALL SELECT target_pk, 'title', title, count(DISTINCT document_pk) FROM mentions WHERE title <> '' GROUP BY 1, 3
    UNION ALL SELECT target_pk, 'date', date, count(DISTINCT document_pk) FROM mentions WHERE date <> '' GROUP BY 1, 3
    UNION ALL SELECT target_pk, 'issuer', issuer, count(DISTINCT document_pk) FROM mentions WHERE issuer <> '' GROUP BY 1, 3
    UNION ALL SELECT target_pk, 'known_symbol', known_symbol, count(DISTINCT document_pk) FROM mentions WHERE known_symbol <> '' GROUP BY 1, 3
    UNION ALL SELECT target_pk, 'known_title', known_title, count(DISTINCT document_pk) FROM mentions WHERE known_title <> '' GROUP BY 1, 3
    UNION ALL SELECT target_pk, 'known_date', known_date, count(DISTINCT document_pk) FROM mentions WHERE known_date <> '' GROUP BY 1, 3
    UNION ALL SELECT target_pk, 'known_issuer', known_issuer, count(DISTINCT document_pk) FROM mentions WHERE known_issuer <> '' GROUP BY 1, 3;

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

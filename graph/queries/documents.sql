-- name: documents
SELECT d.*, (SELECT count(*) FROM versions v WHERE v.document_pk = d.pk) AS versions,
    CASE WHEN EXISTS (SELECT 1 FROM documents x WHERE x.symbol_key = d.symbol_key AND x.pk <> d.pk)
        THEN 2 ELSE 1 END AS same_symbol FROM documents d
ORDER BY d.date IS NULL, d.date, d.id

-- name: document_page
SELECT pk FROM documents WHERE :every = 1 OR pk IN (SELECT value FROM json_each(:held))
ORDER BY date IS NULL, date, id LIMIT :most OFFSET :skip

-- name: documents_held
SELECT d.*, (SELECT count(*) FROM versions v WHERE v.document_pk = d.pk) AS versions,
    CASE WHEN EXISTS (SELECT 1 FROM documents x WHERE x.symbol_key = d.symbol_key AND x.pk <> d.pk)
        THEN 2 ELSE 1 END AS same_symbol FROM documents d WHERE d.pk IN (SELECT value FROM json_each(:held))
ORDER BY d.date IS NULL, d.date, d.id

-- name: document_by_id
SELECT d.*, (SELECT count(*) FROM versions v WHERE v.document_pk = d.pk) AS versions,
    CASE WHEN EXISTS (SELECT 1 FROM documents x WHERE x.symbol_key = d.symbol_key AND x.pk <> d.pk)
        THEN 2 ELSE 1 END AS same_symbol FROM documents d WHERE d.id = :id

-- name: document_by_pk
SELECT d.*, (SELECT count(*) FROM versions v WHERE v.document_pk = d.pk) AS versions,
    CASE WHEN EXISTS (SELECT 1 FROM documents x WHERE x.symbol_key = d.symbol_key AND x.pk <> d.pk)
        THEN 2 ELSE 1 END AS same_symbol FROM documents d WHERE d.pk = :pk

-- name: documents_by_symbol
SELECT d.*, (SELECT count(*) FROM versions v WHERE v.document_pk = d.pk) AS versions,
    CASE WHEN EXISTS (SELECT 1 FROM documents x WHERE x.symbol_key = d.symbol_key AND x.pk <> d.pk)
        THEN 2 ELSE 1 END AS same_symbol FROM documents d
WHERE d.symbol_key = :key ORDER BY d.date IS NULL, d.date, d.id

-- name: documents_by_number
SELECT d.*, (SELECT count(*) FROM versions v WHERE v.document_pk = d.pk) AS versions,
    CASE WHEN EXISTS (SELECT 1 FROM documents x WHERE x.symbol_key = d.symbol_key AND x.pk <> d.pk)
        THEN 2 ELSE 1 END AS same_symbol FROM documents d
WHERE d.number = :key ORDER BY d.date IS NULL, d.date, d.id

-- name: documents_by_file
SELECT d.*, (SELECT count(*) FROM versions v WHERE v.document_pk = d.pk) AS versions,
    CASE WHEN EXISTS (SELECT 1 FROM documents x WHERE x.symbol_key = d.symbol_key AND x.pk <> d.pk)
        THEN 2 ELSE 1 END AS same_symbol FROM documents d
WHERE d.file_key = :key ORDER BY d.date IS NULL, d.date, d.id

-- name: documents_like
SELECT id, symbol, title FROM documents ORDER BY date IS NULL, date, id LIMIT 2000

-- name: versions
SELECT version, sha256, rules, file, added FROM versions WHERE document_pk = :document ORDER BY version

-- name: version_by_bytes
SELECT version, rules FROM versions WHERE document_pk = :document AND sha256 = :sha256 ORDER BY version DESC LIMIT 1

-- name: plan
SELECT plan FROM versions WHERE document_pk = :document AND version = :version

-- name: text
SELECT text FROM texts WHERE document_pk = :document

-- name: sections
SELECT s.*, p.id AS parent FROM sections s LEFT JOIN sections p ON p.pk = s.parent_pk
WHERE s.document_pk = :document ORDER BY s.ordinal

-- name: remarks
SELECT code, text, start_at, end_at FROM remarks WHERE document_pk = :document ORDER BY ordinal

-- name: documents_by_pk_full
SELECT d.*, (SELECT count(*) FROM versions v WHERE v.document_pk = d.pk) AS versions,
    CASE WHEN EXISTS (SELECT 1 FROM documents x WHERE x.symbol_key = d.symbol_key AND x.pk <> d.pk)
        THEN 2 ELSE 1 END AS same_symbol FROM documents d
WHERE d.pk IN (SELECT value FROM json_each(:pks)) ORDER BY d.date IS NULL, d.date, d.id

-- name: annexes_waiting
SELECT DISTINCT d.* FROM mentions m JOIN documents d ON d.pk = m.document_pk JOIN directives t ON t.pk = m.target_pk
WHERE m.relation = 'attached_to' AND d.symbol IS NULL AND t.symbol_key = :key ORDER BY d.id

-- name: document_count
SELECT count(*) AS documents FROM documents

-- Full-text search, as SQLite has it.

-- name: term_count
SELECT count(*) AS doc, max(number) AS last, (SELECT max(id) FROM search_docsize) AS size FROM (
    SELECT rowid AS number FROM search WHERE search MATCH '"' || :term || '"' ORDER BY rowid LIMIT :limit)

-- name: documents_holding
SELECT t.document_pk FROM search JOIN task_rows t ON t.pk = search.rowid / 4
WHERE search MATCH :match AND search.rowid % 4 = 0
UNION SELECT g.document_pk FROM search JOIN goals g ON g.pk = search.rowid / 4
WHERE search MATCH :match AND search.rowid % 4 = 1
UNION SELECT p.document_pk FROM search JOIN paragraphs p ON p.pk = search.rowid / 4
WHERE search MATCH :match AND search.rowid % 4 = 2

-- name: put_in_index
INSERT INTO search (rowid, folded, context) VALUES (:number, :folded, :context)

-- name: drop_from_index
INSERT INTO search (search, rowid, folded, context) VALUES ('delete', :number, :folded, :context)

-- name: put_header
INSERT INTO headers (rowid, words) VALUES (:pk, :words)

-- name: drop_header
INSERT INTO headers (headers, rowid, words) VALUES ('delete', :pk, :words)

-- name: headers_holding
SELECT rowid AS pk FROM headers WHERE headers MATCH :match

-- name: document_titles
SELECT d.pk, d.type, d.symbol, d.title, d.issuer, d.file, d.place FROM headers JOIN documents d ON d.pk = headers.rowid
WHERE headers MATCH :match ORDER BY d.date IS NULL, d.date, d.id

-- name: hits_up_to
SELECT count(*) AS hits FROM (SELECT 1 FROM search WHERE search MATCH :match LIMIT :limit)

-- name: each_apart
SELECT count(*) >= :most AS apart FROM (SELECT 1 FROM search WHERE search MATCH :match AND search.rowid % 4 = 0 LIMIT :most)

-- name: hits_by_rank
SELECT rowid AS number FROM search WHERE search MATCH :match
ORDER BY bm25(search, 1.0, 0.3), rowid LIMIT :limit OFFSET :skip

-- name: hits_as_added
SELECT rowid AS number FROM search WHERE search MATCH :match ORDER BY rowid DESC LIMIT :limit OFFSET :skip

-- name: clear_index
INSERT INTO search (search) VALUES ('delete-all')

-- name: clear_headers
INSERT INTO headers (headers) VALUES ('delete-all')

-- name: tasks_by_rank
SELECT rowid / 4 AS pk FROM search WHERE search MATCH :match AND rowid % 4 = 0
ORDER BY bm25(search, 1.0, 0.3), rowid LIMIT :limit

-- name: tasks_as_added
SELECT rowid / 4 AS pk FROM search WHERE search MATCH :match AND rowid % 4 = 0 ORDER BY rowid DESC LIMIT :limit

-- name: tasks_of_as_added
WITH span AS MATERIALIZED (
    SELECT 4 * min(pk) AS low, 4 * max(pk) AS high FROM task_rows
    WHERE document_pk IN (SELECT value FROM json_each(:documents))
    GROUP BY CASE WHEN :apart THEN document_pk END)
SELECT t.pk FROM span CROSS JOIN search CROSS JOIN task_rows t ON t.pk = search.rowid / 4
WHERE search MATCH :match AND search.rowid BETWEEN span.low AND span.high AND search.rowid % 4 = 0
    AND t.document_pk IN (SELECT value FROM json_each(:documents)) LIMIT :limit

-- name: term_count
SELECT doc, NULL AS last, NULL AS size FROM search_terms WHERE term = :term AND CAST(:limit AS bigint) IS NOT NULL

-- name: documents_holding
SELECT t.document_pk FROM search s JOIN task_rows t ON t.pk = s.number / 4
WHERE s.words @@ CAST(:match AS tsquery) AND s.number % 4 = 0
UNION SELECT g.document_pk FROM search s JOIN goals g ON g.pk = s.number / 4
WHERE s.words @@ CAST(:match AS tsquery) AND s.number % 4 = 1
UNION SELECT p.document_pk FROM search s JOIN paragraphs p ON p.pk = s.number / 4
WHERE s.words @@ CAST(:match AS tsquery) AND s.number % 4 = 2

-- name: put_in_index
INSERT INTO search (number, words) VALUES (:number, words_of(:folded, 'A') || words_of('| ' || :context, 'B'))

-- name: drop_from_index
DELETE FROM search WHERE number = :number

-- name: clear_index
DELETE FROM search

-- name: clear_headers
DELETE FROM headers

-- name: put_header
INSERT INTO headers (pk, words) VALUES (:pk, words_of(:words, 'A'))

-- name: drop_header
DELETE FROM headers WHERE pk = :pk AND CAST(:words AS text) IS NOT NULL

-- name: headers_holding
SELECT pk FROM headers WHERE words @@ CAST(:match AS tsquery)

-- name: document_titles
SELECT d.pk, d.type, d.symbol, d.title, d.issuer, d.file, d.place FROM headers h JOIN documents d ON d.pk = h.pk
WHERE h.words @@ CAST(:match AS tsquery) ORDER BY d.date IS NULL, d.date, d.id

-- name: hits_up_to
SELECT count(*) AS hits FROM (SELECT 1 FROM search WHERE words @@ CAST(:match AS tsquery) LIMIT :limit) AS hits_found

-- name: each_apart
SELECT CAST(:most AS bigint) < 4000 AS apart WHERE CAST(:match AS text) IS NOT NULL

-- name: hits_by_rank
SELECT number FROM search WHERE words @@ CAST(:match AS tsquery)
ORDER BY ts_rank('{0, 0, 0.3, 1.0}', words, CAST(:match AS tsquery)) DESC, number LIMIT :limit OFFSET :skip

-- name: hits_as_added
SELECT number FROM search WHERE words @@ CAST(:match AS tsquery) ORDER BY number DESC LIMIT :limit OFFSET :skip

-- name: tasks_by_rank
SELECT number / 4 AS pk FROM search WHERE words @@ CAST(:match AS tsquery) AND number % 4 = 0
ORDER BY ts_rank('{0, 0, 0.3, 1.0}', words, CAST(:match AS tsquery)) DESC, number LIMIT :limit

-- name: tasks_as_added
SELECT number / 4 AS pk FROM search WHERE words @@ CAST(:match AS tsquery) AND number % 4 = 0
ORDER BY number DESC LIMIT :limit

-- name: tasks_of_as_added
WITH own AS MATERIALIZED (
    SELECT pk FROM task_rows
    WHERE CAST(:apart AS integer) = 1 AND document_pk IN (SELECT value FROM json_each(:documents)))
SELECT own.pk FROM own JOIN search s ON s.number = 4 * own.pk WHERE s.words @@ CAST(:match AS tsquery)
UNION ALL
SELECT t.pk FROM search s JOIN task_rows t ON t.pk = s.number / 4
WHERE CAST(:apart AS integer) = 0 AND s.words @@ CAST(:match AS tsquery) AND s.number % 4 = 0
    AND t.document_pk IN (SELECT value FROM json_each(:documents))
LIMIT :limit

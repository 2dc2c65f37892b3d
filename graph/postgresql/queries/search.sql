-- name: term_counts
SELECT term, doc FROM search_terms WHERE term IN (SELECT value FROM json_each(:terms))

-- name: search_tasks
SELECT t.pk, t.document_pk, (SELECT substr(x.text, t.start_at + 1, t.end_at - t.start_at) FROM texts x
        WHERE x.document_pk = t.document_pk) AS passage
FROM search s JOIN task_rows t ON t.pk = s.number / 4
WHERE s.words @@ CAST(:match AS tsquery) AND s.number % 4 = 0
ORDER BY ts_rank('{0, 0, 0.3, 1.0}', s.words, CAST(:match AS tsquery)) DESC, t.pk LIMIT NULLIF(:limit, -1)

-- name: search_tasks_of
SELECT t.pk, t.document_pk, (SELECT substr(x.text, t.start_at + 1, t.end_at - t.start_at) FROM texts x
        WHERE x.document_pk = t.document_pk) AS passage
FROM search s JOIN task_rows t ON t.pk = s.number / 4
WHERE s.words @@ CAST(:match AS tsquery) AND s.number % 4 = 0
    AND t.document_pk IN (SELECT value FROM json_each(:documents))
ORDER BY ts_rank('{0, 0, 0.3, 1.0}', s.words, CAST(:match AS tsquery)) DESC, t.pk LIMIT NULLIF(:limit, -1)

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

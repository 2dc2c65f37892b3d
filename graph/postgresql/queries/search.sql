-- name: term_counts
SELECT term, doc FROM search_terms WHERE term IN (SELECT value FROM json_each(:terms))

-- name: search_tasks
SELECT p.item_pk, p.document_pk, p.start_at, p.end_at, p.folded, p.context
FROM passages p WHERE p.words @@ CAST(:match AS tsquery) AND p.kind = 'task'
ORDER BY ts_rank('{0, 0, 0.3, 1.0}', p.words, CAST(:match AS tsquery)) DESC, p.pk LIMIT NULLIF(:limit, -1)

-- name: search_tasks_of
SELECT p.item_pk, p.document_pk, p.start_at, p.end_at, p.folded, p.context
FROM passages p WHERE p.words @@ CAST(:match AS tsquery) AND p.kind = 'task'
    AND p.document_pk IN (SELECT value FROM json_each(:documents))
ORDER BY ts_rank('{0, 0, 0.3, 1.0}', p.words, CAST(:match AS tsquery)) DESC, p.pk LIMIT NULLIF(:limit, -1)

-- name: documents_holding
SELECT DISTINCT document_pk FROM passages WHERE words @@ CAST(:match AS tsquery)

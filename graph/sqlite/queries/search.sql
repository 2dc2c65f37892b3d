-- name: term_counts
SELECT term, doc FROM search_terms WHERE term IN (SELECT value FROM json_each(:terms))

-- name: search_tasks
SELECT p.item_pk, p.document_pk, p.start_at, p.end_at, p.folded, p.context
FROM search JOIN passages p ON p.pk = search.rowid
WHERE search MATCH :match AND p.kind = 'task'
ORDER BY bm25(search, 1.0, 0.3), p.pk LIMIT :limit

-- name: search_tasks_of
SELECT p.item_pk, p.document_pk, p.start_at, p.end_at, p.folded, p.context
FROM search JOIN passages p ON p.pk = search.rowid
WHERE search MATCH :match AND p.kind = 'task' AND p.document_pk IN (SELECT value FROM json_each(:documents))
ORDER BY bm25(search, 1.0, 0.3), p.pk LIMIT :limit

-- name: documents_holding
SELECT DISTINCT p.document_pk FROM search JOIN passages p ON p.pk = search.rowid WHERE search MATCH :match

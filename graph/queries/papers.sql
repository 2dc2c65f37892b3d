-- name: tasks_of_document
SELECT pk, id, same_as, due FROM tasks WHERE document_pk = :document ORDER BY ordinal

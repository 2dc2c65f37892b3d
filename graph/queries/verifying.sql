-- name: documents_after
SELECT * FROM documents WHERE id > :after ORDER BY id LIMIT :most

-- name: rows_sections
SELECT ordinal, id, label, heading, role, start_at, end_at FROM sections WHERE document_pk = :document ORDER BY ordinal

-- name: rows_goals
SELECT ordinal, id, text, paragraph, start_at, end_at FROM goals WHERE document_pk = :document ORDER BY ordinal

-- name: rows_tasks
SELECT ordinal, id, text, paragraph, start_at, end_at, product, same_as, due_to FROM tasks WHERE document_pk = :document
ORDER BY ordinal

-- name: rows_assignments
SELECT t.ordinal, a.agency, a.role, a.basis, a.rule, a.start_at, a.end_at FROM assignments a
JOIN task_rows t ON t.pk = a.task_pk WHERE t.document_pk = :document
ORDER BY t.ordinal, a.start_at, a.end_at, a.role, a.agency, a.basis, a.rule

-- name: rows_indicators
SELECT coalesce(g.id, t.id) AS id, i.ordinal, i.name, i.comparator, i.value, i.start_at, i.end_at FROM indicators i
LEFT JOIN goals g ON g.pk = i.goal_pk LEFT JOIN tasks t ON t.pk = i.task_pk WHERE i.document_pk = :document
ORDER BY 1, 2

-- name: rows_mentions
SELECT m.ordinal, i.target_id, i.source_id, m.relation, m.text, m.rule, m.start_at, m.end_at FROM mentions m
JOIN mention_ids i ON i.mention_pk = m.pk WHERE m.document_pk = :document ORDER BY m.ordinal

-- name: rows_remarks
SELECT ordinal, code, text, start_at, end_at FROM remarks WHERE document_pk = :document ORDER BY ordinal

-- name: rows_paragraphs
SELECT start_at, end_at FROM paragraphs WHERE document_pk = :document ORDER BY start_at

-- name: ids_without_directive
SELECT id FROM said_ids WHERE directive_pk IS NULL ORDER BY id LIMIT 20

-- name: corrections_without_task
SELECT c.pk, c.document_id, c.task_id FROM corrections c WHERE c.task_id IS NOT NULL AND c.undone IS NULL
    AND NOT EXISTS (SELECT 1 FROM documents d JOIN tasks t ON t.document_pk = d.pk
        WHERE d.id = c.document_id AND t.id = c.task_id)
ORDER BY c.pk LIMIT 20

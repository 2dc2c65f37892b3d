-- name: relation_edges
SELECT DISTINCT f.id AS source, m.relation, t.id AS target FROM mentions m JOIN directives f ON f.pk = m.source_pk
JOIN directives t ON t.pk = m.target_pk WHERE m.relation IN (SELECT value FROM json_each(:relations))
ORDER BY f.id, t.id, m.relation

-- name: relation_passages
SELECT m.text, d.id AS document, s.path FROM mentions m JOIN directives f ON f.pk = m.source_pk
JOIN directives t ON t.pk = m.target_pk JOIN documents d ON d.pk = m.document_pk
LEFT JOIN sections s ON s.pk = m.section_pk
WHERE f.id = :source AND t.id = :target ORDER BY d.id, m.start_at

-- name: directive_names
SELECT id, symbol, type, title, date FROM directive_list WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY id

-- name: agency_load
SELECT g.id, g.name, a.role, substr(t.due_to, 1, 7) AS month, count(*) AS tasks
FROM task_rows t JOIN assignment_rows a ON a.task_pk = t.pk JOIN agencies g ON g.pk = a.agency_pk
WHERE a.basis <> 'default' GROUP BY g.id, g.name, a.role, substr(t.due_to, 1, 7) ORDER BY g.id, a.role

-- name: tasks_without_way_up
SELECT d.id, d.symbol, d.type, d.date, d.title, count(*) AS tasks FROM documents d JOIN task_rows t ON t.document_pk = d.pk
WHERE NOT EXISTS (SELECT 1 FROM mentions m WHERE m.source_pk = d.directive_pk AND m.target_pk <> d.directive_pk
        AND m.relation IN (SELECT value FROM json_each(:relations)))
    AND NOT EXISTS (SELECT 1 FROM task_directives r WHERE r.task_pk = t.pk)
GROUP BY d.id, d.symbol, d.type, d.date, d.title ORDER BY d.date IS NULL, d.date, d.id

-- name: export_directives
SELECT * FROM directives ORDER BY id

-- name: export_documents
SELECT * FROM documents ORDER BY id

-- name: export_sections
SELECT s.*, d.id AS document, p.id AS parent FROM sections s JOIN documents d ON d.pk = s.document_pk
LEFT JOIN sections p ON p.pk = s.parent_pk ORDER BY d.id, s.ordinal

-- name: export_goals
SELECT g.*, d.id AS document, s.id AS section FROM goals g JOIN documents d ON d.pk = g.document_pk
LEFT JOIN sections s ON s.pk = g.section_pk ORDER BY d.id, g.ordinal

-- name: export_tasks
SELECT t.*, d.id AS document, s.id AS section FROM tasks t JOIN documents d ON d.pk = t.document_pk
LEFT JOIN sections s ON s.pk = t.section_pk ORDER BY d.id, t.ordinal

-- name: export_indicators
SELECT i.*, d.id AS document, g.id AS goal, t.id AS task FROM indicators i JOIN documents d ON d.pk = i.document_pk
LEFT JOIN goals g ON g.pk = i.goal_pk LEFT JOIN tasks t ON t.pk = i.task_pk ORDER BY d.id, i.pk

-- name: export_agencies
SELECT * FROM agencies ORDER BY id

-- name: export_assignments
SELECT a.*, d.id AS document, t.id AS task, g.id AS agency_id FROM assignments a JOIN tasks t ON t.pk = a.task_pk
JOIN documents d ON d.pk = t.document_pk JOIN agencies g ON g.pk = a.agency_pk ORDER BY d.id, a.pk

-- name: export_mentions
SELECT m.*, d.id AS document, f.id AS source, g.id AS target FROM mentions m JOIN documents d ON d.pk = m.document_pk
JOIN directives f ON f.pk = m.source_pk JOIN directives g ON g.pk = m.target_pk ORDER BY d.id, m.ordinal

-- name: export_task_directives
SELECT d.id AS document, t.id AS task, g.id AS target FROM task_directives r JOIN tasks t ON t.pk = r.task_pk
JOIN documents d ON d.pk = t.document_pk JOIN directives g ON g.pk = r.directive_pk ORDER BY d.id, t.ordinal, r.ordinal

-- name: export_candidates
SELECT d.id AS source, coalesce(g.id, c.candidate) AS target FROM candidates c JOIN said_ids s ON s.id = c.id
JOIN directives d ON d.pk = s.directive_pk LEFT JOIN said_ids t ON t.id = c.candidate
LEFT JOIN directives g ON g.pk = t.directive_pk ORDER BY c.id, c.ordinal

-- name: tasks_by_pk
SELECT t.*, s.id AS section_id, s.path, s.heading, s.role AS section_role FROM tasks t
LEFT JOIN sections s ON s.pk = t.section_pk
WHERE t.pk IN (SELECT value FROM json_each(:pks)) ORDER BY t.document_pk, t.ordinal

-- name: assignments_of_tasks
SELECT a.*, g.id AS agency_id, g.name AS agency_name FROM assignments a JOIN agencies g ON g.pk = a.agency_pk
WHERE a.task_pk IN (SELECT value FROM json_each(:pks)) ORDER BY a.task_pk, a.start_at, a.pk

-- name: documents_by_pk
SELECT d.*, CASE WHEN EXISTS (SELECT 1 FROM documents x WHERE x.symbol_key = d.symbol_key AND x.pk <> d.pk)
    THEN 2 ELSE 1 END AS same_symbol FROM documents d
WHERE d.pk IN (SELECT value FROM json_each(:pks)) ORDER BY d.date IS NULL, d.date, d.id

-- name: directed_tasks
SELECT t.pk, t.ordinal, t.text, s.role AS section_role, a.role, a.basis, g.collective
FROM tasks t JOIN assignments a ON a.task_pk = t.pk JOIN agencies g ON g.pk = a.agency_pk
LEFT JOIN sections s ON s.pk = t.section_pk
WHERE t.document_pk = :document AND a.role IN ('lead', 'implement', 'monitor') AND a.provenance <> 'suy ra'
ORDER BY t.ordinal, a.start_at, a.pk

-- name: part_leaders
SELECT g.id AS agency_id, g.name AS agency, count(DISTINCT a.task_pk) AS tasks, min(t.ordinal) AS first
FROM tasks t JOIN assignments a ON a.task_pk = t.pk JOIN agencies g ON g.pk = a.agency_pk
WHERE t.document_pk = :document AND a.role = :role AND a.provenance <> 'suy ra'
GROUP BY g.pk ORDER BY tasks DESC, first, g.id

-- name: assumed_agencies
SELECT g.id AS agency_id, a.agency, count(*) AS uses FROM tasks t JOIN assignments a ON a.task_pk = t.pk JOIN agencies g ON g.pk = a.agency_pk
WHERE t.document_pk = :document AND a.provenance = 'suy ra'
GROUP BY g.id, a.agency ORDER BY count(*) DESC, g.id

-- name: tasks_of_sections
SELECT pk, paragraph FROM tasks WHERE section_pk IN (SELECT value FROM json_each(:pks)) ORDER BY document_pk, ordinal

-- name: sections_of
SELECT pk, document_pk, path, heading FROM sections
WHERE document_pk IN (SELECT value FROM json_each(:pks)) AND path <> '' ORDER BY document_pk, ordinal

-- name: sections_everywhere
SELECT pk, document_pk, path, heading FROM sections WHERE path <> '' ORDER BY document_pk, ordinal

-- name: dues
SELECT pk, due FROM task_rows
WHERE due IS NOT NULL AND (due_to IS NULL OR due_to = :year OR (due_to >= :earliest AND due_to <= :latest)
        OR due LIKE '%"every"%' OR due LIKE '%"recurring"%')
    AND (:some_documents = 0 OR document_pk IN (SELECT value FROM json_each(:documents)))
    AND (:some_tasks = 0 OR pk IN (SELECT value FROM json_each(:tasks)))
ORDER BY document_pk, ordinal

-- name: tasks_without_due
SELECT count(*) - count(due) AS without FROM task_rows
WHERE (:some_documents = 0 OR document_pk IN (SELECT value FROM json_each(:documents)))
    AND (:some_tasks = 0 OR pk IN (SELECT value FROM json_each(:tasks)))

-- name: only_documents
SELECT d.*, CASE WHEN EXISTS (SELECT 1 FROM documents x WHERE x.symbol_key = d.symbol_key AND x.pk <> d.pk)
    THEN 2 ELSE 1 END AS same_symbol FROM documents d ORDER BY d.id LIMIT 2

-- name: document_exists_by_symbol
SELECT 1 AS found FROM directives WHERE symbol_key = :key LIMIT 1

-- name: passage_count
SELECT coalesce((SELECT max(pk) FROM task_rows), 0) + coalesce((SELECT max(pk) FROM goals), 0)
    + coalesce((SELECT max(pk) FROM paragraphs), 0) AS size

-- name: agencies_by_key
SELECT DISTINCT g.pk, g.id, g.name, g.key, g.collective FROM agency_names n JOIN agencies g ON g.pk = n.agency_pk
WHERE n.key = :key ORDER BY g.id

-- name: agencies_by_ids
SELECT pk, id, name, key, collective FROM agencies WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY id

-- name: collectives
SELECT pk, id, name, key FROM agencies WHERE collective = 1 AND key IN (SELECT value FROM json_each(:keys)) ORDER BY id

-- name: agency_names
SELECT n.name, n.key, n.agency_pk, g.collective FROM agency_names n JOIN agencies g ON g.pk = n.agency_pk
ORDER BY n.key, n.name

-- name: document_places
SELECT pk, id, place, issuer, date FROM documents WHERE pk IN (SELECT value FROM json_each(:pks)) ORDER BY id

-- name: names_of_agencies
SELECT DISTINCT name FROM agency_names WHERE agency_pk IN (SELECT value FROM json_each(:pks)) ORDER BY name

-- name: parts_of_agencies
SELECT a.pk, a.task_pk, a.agency_pk, a.name_pk, a.role, a.basis, a.start_at, t.document_pk, t.ordinal, g.id AS agency_id,
    coalesce(t.same_as, t.id) AS duty, t.due IS NOT NULL AS dated, t.product IS NOT NULL AS made
FROM assignment_rows a JOIN agencies g ON g.pk = a.agency_pk JOIN task_rows t ON t.pk = a.task_pk
WHERE a.agency_pk IN (SELECT value FROM json_each(:pks))

-- name: names_by_pk
SELECT pk, name FROM agency_names WHERE pk IN (SELECT value FROM json_each(:pks)) ORDER BY pk

-- name: goals_of
SELECT g.*, s.path, s.heading, s.role AS section_role FROM goals g LEFT JOIN sections s ON s.pk = g.section_pk
WHERE g.document_pk = :document ORDER BY g.ordinal

-- name: goal_indicators_of
SELECT * FROM indicators WHERE document_pk = :document AND goal_pk IS NOT NULL ORDER BY goal_pk, ordinal

-- name: milestones_of
SELECT m.* FROM milestones m JOIN goals g ON g.pk = m.goal_pk WHERE g.document_pk = :document ORDER BY m.goal_pk, m.ordinal

-- name: mentions_of
SELECT m.*, d.id AS target, o.id AS source, s.path, s.heading, t.paragraph FROM mentions m
JOIN directives d ON d.pk = m.target_pk JOIN directives o ON o.pk = m.source_pk
LEFT JOIN sections s ON s.pk = m.section_pk LEFT JOIN tasks t ON t.pk = m.task_pk
WHERE m.document_pk = :document ORDER BY m.start_at, m.ordinal

-- name: directives_by_pk
SELECT v.*, d.pk AS document_pk, d.type AS own_type, d.symbol AS own_symbol, d.title AS own_title, d.date AS own_date,
    d.issuer AS own_issuer, d.file AS own_file,
    CASE WHEN v.symbol IS NULL AND v.title IS NULL THEN
        (SELECT m.text FROM mentions m WHERE m.target_pk = v.pk ORDER BY length(m.text) DESC, m.text LIMIT 1) END AS said
FROM directives v LEFT JOIN documents d ON d.directive_pk = v.pk
WHERE v.pk IN (SELECT value FROM json_each(:pks)) ORDER BY v.id

-- name: directive_named
SELECT pk FROM directives WHERE id = :id

-- name: namesakes
SELECT v.pk FROM directives v WHERE v.symbol_key IN (SELECT value FROM json_each(:keys))
UNION SELECT d.directive_pk FROM documents d WHERE d.symbol_key IN (SELECT value FROM json_each(:keys))

-- name: steps_up
SELECT m.*, d.pk AS to_pk, s.path, s.heading, s.role AS section_role, t.paragraph FROM mentions m
JOIN directives d ON d.pk = m.target_pk
LEFT JOIN sections s ON s.pk = m.section_pk LEFT JOIN tasks t ON t.pk = m.task_pk
WHERE m.source_pk = :source AND m.relation IN (SELECT value FROM json_each(:relations)) AND m.target_pk <> :source
ORDER BY m.document_pk, m.start_at, m.ordinal

-- name: mentions_in_task
SELECT m.*, s.path, s.heading, t.paragraph FROM mentions m LEFT JOIN sections s ON s.pk = m.section_pk
LEFT JOIN tasks t ON t.pk = m.task_pk WHERE m.task_pk = :task ORDER BY m.start_at, m.ordinal

-- name: directives_of_task
SELECT directive_pk FROM task_directives WHERE task_pk = :task ORDER BY ordinal

-- name: tasks_naming
SELECT DISTINCT r.task_pk, t.document_pk, t.start_at FROM task_directives r JOIN task_rows t ON t.pk = r.task_pk
WHERE r.directive_pk IN (SELECT value FROM json_each(:targets)) ORDER BY t.document_pk, t.start_at, r.task_pk

-- name: documents_carrying
SELECT DISTINCT m.document_pk FROM mentions m JOIN documents d ON d.pk = m.document_pk
WHERE m.target_pk IN (SELECT value FROM json_each(:targets)) AND m.source_pk = d.directive_pk AND m.task_pk IS NULL
    AND m.relation IN (SELECT value FROM json_each(:relations)) ORDER BY m.document_pk

-- name: tasks_by_id
SELECT pk, document_pk, id FROM tasks WHERE id = :id ORDER BY document_pk, pk

-- name: task_counts
SELECT t.section_pk, count(*) AS tasks,
    sum(CASE WHEN EXISTS (SELECT 1 FROM assignments a WHERE a.task_pk = t.pk AND a.provenance <> 'suy ra'
        AND a.role <> 'receive') THEN 0 ELSE 1 END) AS unassigned
FROM tasks t WHERE t.document_pk = :document GROUP BY t.section_pk

-- name: goal_counts
SELECT g.section_pk, count(*) AS goals FROM goals g WHERE g.document_pk = :document GROUP BY g.section_pk

-- name: indicator_counts
SELECT coalesce(g.section_pk, t.section_pk) AS section_pk, count(*) AS indicators FROM indicators i
LEFT JOIN goals g ON g.pk = i.goal_pk LEFT JOIN tasks t ON t.pk = i.task_pk
WHERE i.document_pk = :document GROUP BY 1

-- name: mention_counts
SELECT section_pk, count(*) AS mentions FROM mentions WHERE document_pk = :document GROUP BY section_pk

-- name: documents_of_fact
SELECT id FROM documents WHERE pk IN (
    SELECT document_pk FROM tasks WHERE id = :id
    UNION SELECT document_pk FROM sections WHERE path_key = :path AND id = :id
    UNION SELECT g.document_pk FROM sections s JOIN goals g ON g.section_pk = s.pk WHERE s.path_key = :path AND g.id = :id
) ORDER BY id

-- name: candidates_of
SELECT c.candidate AS id, t.directive_pk AS pk FROM said_ids s JOIN candidates c ON c.id = s.id
LEFT JOIN said_ids t ON t.id = c.candidate WHERE s.directive_pk = :directive ORDER BY c.id, c.ordinal

-- name: tasks_within
SELECT pk FROM task_rows WHERE document_pk IN (SELECT value FROM json_each(:documents)) ORDER BY pk LIMIT :limit

-- name: task_passages
SELECT t.pk, t.document_pk, (SELECT substr(x.text, t.start_at + 1, t.end_at - t.start_at) FROM texts x
        WHERE x.document_pk = t.document_pk) AS passage
FROM task_rows t WHERE t.pk IN (SELECT value FROM json_each(:pks)) ORDER BY t.pk

-- name: tasks_in_sections
SELECT pk, document_pk, section_pk, start_at, end_at FROM task_rows WHERE pk IN (SELECT value FROM json_each(:pks))

-- name: agencies_in_tasks
SELECT a.task_pk, n.name AS agency FROM assignment_rows a JOIN agency_names n ON n.pk = a.name_pk
WHERE a.task_pk IN (SELECT value FROM json_each(:pks)) AND a.basis <> 'default' ORDER BY a.task_pk, a.pk

-- name: sections_by_pk
SELECT pk, parent_pk, document_pk, heading, start_at, end_at FROM sections
WHERE pk IN (SELECT value FROM json_each(:pks)) ORDER BY document_pk, ordinal

-- name: sections_in_documents
SELECT pk, parent_pk, document_pk, heading, start_at, end_at FROM sections
WHERE document_pk IN (SELECT value FROM json_each(:documents)) ORDER BY document_pk, ordinal

-- name: collective_keys
SELECT DISTINCT key FROM agencies WHERE collective = 1

-- name: known_names
SELECT DISTINCT key FROM agency_names WHERE key IN (SELECT value FROM json_each(:keys))

-- name: names_begun
SELECT DISTINCT n.key FROM agency_names n JOIN agencies g ON g.pk = n.agency_pk
WHERE n.key >= :low AND n.key < :high AND +g.collective = 0 ORDER BY n.key

-- name: name_keys_all
SELECT DISTINCT key FROM agency_names

-- name: places_named
SELECT DISTINCT place_key, place FROM documents WHERE place_key IN (SELECT value FROM json_each(:keys)) ORDER BY place

-- name: documents_in_order
SELECT pk, id, place, issuer, date FROM documents WHERE pk > :after ORDER BY pk LIMIT 500

-- name: goals_by_pk
SELECT g.*, s.path, s.heading FROM goals g LEFT JOIN sections s ON s.pk = g.section_pk
WHERE g.pk IN (SELECT value FROM json_each(:pks))

-- name: paragraphs_by_pk
SELECT pk, document_pk, start_at, end_at FROM paragraphs WHERE pk IN (SELECT value FROM json_each(:pks))

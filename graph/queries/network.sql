-- What analyses of the whole graph read: the edges between works alone, and counts.

-- name: network_steps
SELECT source_pk, target_pk, relation, min(pk) AS mention, count(*) AS uses FROM mentions
WHERE relation IN (SELECT value FROM json_each(:relations)) GROUP BY source_pk, target_pk, relation

-- name: network_works
SELECT w.pk, w.id, d.pk AS document_pk FROM directives w LEFT JOIN documents d ON d.directive_pk = w.pk

-- name: network_mentions
SELECT m.pk, m.document_pk, m.start_at, m.end_at, m.provenance, s.path, s.heading, t.paragraph FROM mentions m
LEFT JOIN sections s ON s.pk = m.section_pk LEFT JOIN task_rows t ON t.pk = m.task_pk
WHERE m.pk IN (SELECT value FROM json_each(:pks))

-- name: network_load
SELECT agency_pk, role, count(DISTINCT task_pk) AS tasks FROM assignment_rows WHERE basis <> 'default'
GROUP BY agency_pk, role

-- name: network_load_total
SELECT a.agency_pk, count(DISTINCT a.task_pk) AS tasks, count(DISTINCT t.document_pk) AS documents
FROM assignment_rows a JOIN task_rows t ON t.pk = a.task_pk JOIN agencies g ON g.pk = a.agency_pk
WHERE a.basis <> 'default' GROUP BY a.agency_pk, g.id ORDER BY count(DISTINCT a.task_pk) DESC, g.id

-- name: network_load_months
SELECT a.agency_pk, substr(t.due_to, 1, 7) AS due_month, count(DISTINCT a.task_pk) AS tasks
FROM assignment_rows a JOIN task_rows t ON t.pk = a.task_pk
WHERE a.agency_pk IN (SELECT value FROM json_each(:pks)) AND a.basis <> 'default' AND t.due_to IS NOT NULL
GROUP BY a.agency_pk, substr(t.due_to, 1, 7) ORDER BY a.agency_pk, due_month

-- name: network_agencies
SELECT pk, id, name, collective FROM agencies WHERE pk IN (SELECT value FROM json_each(:pks))

-- name: network_rootless
SELECT d.pk, d.id FROM documents d WHERE d.tasks > 0 AND NOT EXISTS (
    SELECT 1 FROM mentions m WHERE m.source_pk = d.directive_pk AND m.target_pk <> d.directive_pk
    AND m.relation IN (SELECT value FROM json_each(:relations))
) ORDER BY d.id

-- name: network_rootless_counts
SELECT d.pk, count(*) AS tasks FROM documents d JOIN task_rows t ON t.document_pk = d.pk
WHERE d.pk IN (SELECT value FROM json_each(:pks))
AND NOT EXISTS (SELECT 1 FROM task_directives r WHERE r.task_pk = t.pk AND r.directive_pk <> d.directive_pk)
GROUP BY d.pk, d.id ORDER BY d.id

-- name: network_rootless_tasks
SELECT t.pk FROM documents d JOIN task_rows t ON t.document_pk = d.pk
WHERE d.pk IN (SELECT value FROM json_each(:pks))
AND NOT EXISTS (SELECT 1 FROM task_directives r WHERE r.task_pk = t.pk AND r.directive_pk <> d.directive_pk)
ORDER BY d.id, t.ordinal LIMIT :count

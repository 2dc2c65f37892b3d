-- Tasks by what people filter them by. A filter that is '' (or 0) does not count. due_to is as exact as known ("2026",
-- "2026-06", "2026-06-30"): compared with as much of a day it says whether its last day is before that day.

-- part: task_status
(SELECT c.value FROM corrections c WHERE c.document_id = d.id AND c.task_id = t.id AND c.field = 'status'
    AND c.undone IS NULL ORDER BY c.pk DESC LIMIT 1)

-- part: task_fits
(:status = '' OR coalesce(@task_status, '"open"') = :status)
    AND (:agency = 0 OR EXISTS (SELECT 1 FROM assignment_rows a WHERE a.task_pk = t.pk
        AND +a.agency_pk IN (SELECT value FROM json_each(:agencies)) AND a.basis <> 'default'))
    AND (:role = '' OR EXISTS (SELECT 1 FROM assignment_rows a WHERE a.task_pk = t.pk AND a.role = :role
        AND (:agency = 0 OR +a.agency_pk IN (SELECT value FROM json_each(:agencies))) AND a.basis <> 'default'))
    AND (:unassigned = 0 OR NOT EXISTS (SELECT 1 FROM assignment_rows a
        WHERE a.task_pk = t.pk AND a.basis <> 'default' AND a.role <> 'receive'))
    AND (:due = '' OR (:due = 'none' AND t.due IS NULL) OR (:due = 'dated' AND t.due_to IS NOT NULL)
        OR (:due = 'between' AND t.due_to >= substr(:begin, 1, length(t.due_to))
            AND t.due_to < substr(:before, 1, length(t.due_to)) AND (:undone = 0 OR coalesce(@task_status, '') <> '"done"')))
    AND NOT (d.pk IN (SELECT value FROM json_each(:hidden)))

-- All tasks of the store, in order until enough are found. CROSS: in this order of tables, on both databases.
-- name: task_list
WITH found AS (
SELECT t.pk, t.document_pk, t.ordinal FROM documents d CROSS JOIN task_rows t
WHERE t.document_pk = d.pk AND @task_fits
ORDER BY d.pk, t.ordinal LIMIT :counted
)
SELECT f.pk, (SELECT count(*) FROM found) AS total FROM found f
ORDER BY f.document_pk, f.ordinal LIMIT :most OFFSET :skip

-- Those of a document, of agencies or of a status that a person gave: few are looked at.
-- name: task_list_within
WITH chosen AS (
SELECT t.pk FROM documents d JOIN task_rows t ON t.document_pk = d.pk WHERE d.id = :document AND :document <> ''
UNION
SELECT a.task_pk FROM assignment_rows a
WHERE a.agency_pk IN (SELECT value FROM json_each(:agencies)) AND :document = '' AND a.basis <> 'default'
UNION
SELECT t.pk FROM corrections c CROSS JOIN documents d CROSS JOIN task_rows t
WHERE d.id = c.document_id AND t.document_pk = d.pk AND t.id = c.task_id AND c.field = 'status' AND c.value = :status
    AND c.undone IS NULL AND :document = '' AND :agency = 0
), found AS (
SELECT t.pk, t.document_pk, t.ordinal, t.due_to
FROM chosen w CROSS JOIN task_rows t CROSS JOIN documents d
WHERE t.pk = w.pk AND d.pk = t.document_pk AND @task_fits
ORDER BY CASE WHEN :due = 'between' THEN t.due_to END, t.document_pk, t.ordinal LIMIT :counted
)
SELECT f.pk, (SELECT count(*) FROM found) AS total FROM found f
ORDER BY CASE WHEN :due = 'between' THEN f.due_to END, f.document_pk, f.ordinal LIMIT :most OFFSET :skip

-- Those due in a stretch of time, soonest first, until enough are found.
-- name: task_list_due
WITH found AS (
SELECT t.pk, t.document_pk, t.ordinal, t.due_to FROM task_rows t CROSS JOIN documents d
WHERE t.due_to >= :earliest AND t.due_to < :before AND d.pk = t.document_pk AND @task_fits
ORDER BY t.due_to, t.document_pk, t.ordinal LIMIT :counted
)
SELECT f.pk, (SELECT count(*) FROM found) AS total FROM found f
ORDER BY f.due_to, f.document_pk, f.ordinal LIMIT :most OFFSET :skip

-- name: marked_documents
SELECT pk, id, secrecy FROM documents WHERE secrecy IS NOT NULL AND secrecy <> ''

-- name: frequent_agencies
SELECT g.name, sum(n.uses) AS uses FROM agencies g JOIN agency_names n ON n.agency_pk = g.pk
GROUP BY g.pk, g.name ORDER BY uses DESC LIMIT :most

-- name: store_state
SELECT (SELECT count(*) FROM documents) AS documents, (SELECT max(added) FROM documents) AS added,
       (SELECT sum(version) FROM documents) AS versions, (SELECT max(pk) FROM intake) AS intake,
       (SELECT max(rules) FROM documents) AS rules, (SELECT min(rules) FROM documents) AS oldest,
       (SELECT count(*) FROM corrections) AS said, (SELECT max(pk) FROM corrections) AS last,
       (SELECT count(*) FROM corrections WHERE undone IS NOT NULL) AS undone

-- Tasks by what people filter them by. A filter that is '' (or 0) does not count. due_to is as exact as known ("2026",
-- "2026-06", "2026-06-30"): compared with as much of a day it says whether its last day is before that day.

-- name: task_list
WITH state AS (
    SELECT c.document_id, c.task_id, c.value FROM corrections c
    WHERE c.pk IN (SELECT max(x.pk) FROM corrections x
        WHERE x.field = 'status' AND x.undone IS NULL GROUP BY x.document_id, x.task_id)
), found AS (
SELECT t.pk, t.document_pk, t.ordinal, t.due_to
FROM task_rows t JOIN documents d ON d.pk = t.document_pk
LEFT JOIN state s ON s.document_id = d.id AND s.task_id = t.id
WHERE (:document = '' OR d.id = :document)
    AND (:status = '' OR coalesce(s.value, '"open"') = :status)
    AND (:agency = 0 OR t.pk IN (SELECT a.task_pk FROM assignment_rows a
        WHERE a.agency_pk IN (SELECT value FROM json_each(:agencies)) AND a.basis <> 'default'))
    AND (:role = '' OR t.pk IN (SELECT a.task_pk FROM assignment_rows a
        WHERE a.role = :role AND (:agency = 0 OR a.agency_pk IN (SELECT value FROM json_each(:agencies)))
            AND a.basis <> 'default'))
    AND (:unassigned = 0 OR NOT EXISTS (SELECT 1 FROM assignment_rows a
        WHERE a.task_pk = t.pk AND a.basis <> 'default' AND a.role <> 'receive'))
    AND (:due = '' OR (:due = 'none' AND t.due IS NULL) OR (:due = 'dated' AND t.due_to IS NOT NULL)
        OR (:due = 'overdue' AND coalesce(s.value, '') <> '"done"'
            AND t.due_to < substr(:today, 1, length(t.due_to)))
        OR (:due = 'soon' AND coalesce(s.value, '') <> '"done"'
            AND t.due_to >= substr(:today, 1, length(t.due_to)) AND t.due_to < substr(:after, 1, length(t.due_to))))
    AND NOT (d.pk IN (SELECT value FROM json_each(:hidden)))
ORDER BY t.document_pk, t.ordinal LIMIT :counted
)
SELECT f.pk, (SELECT count(*) FROM found) AS total FROM found f
ORDER BY CASE WHEN :due IN ('overdue', 'soon') THEN f.due_to END, f.document_pk, f.ordinal
LIMIT :most OFFSET :skip

-- name: task_progress
WITH state AS (
    SELECT c.document_id, c.task_id, c.value FROM corrections c
    WHERE c.pk IN (SELECT max(x.pk) FROM corrections x
        WHERE x.field = 'status' AND x.undone IS NULL GROUP BY x.document_id, x.task_id)
)
SELECT coalesce(sum(CASE WHEN coalesce(s.value, '') <> '"done"' AND t.due_to < substr(:today, 1, length(t.due_to))
        THEN 1 ELSE 0 END), 0) AS overdue,
    coalesce(sum(CASE WHEN coalesce(s.value, '') <> '"done"' AND t.due_to >= substr(:today, 1, length(t.due_to))
        AND t.due_to < substr(:after, 1, length(t.due_to)) THEN 1 ELSE 0 END), 0) AS soon,
    coalesce(sum(CASE WHEN s.value = '"doing"' THEN 1 ELSE 0 END), 0) AS doing,
    coalesce(sum(CASE WHEN s.value = '"done"' THEN 1 ELSE 0 END), 0) AS done
FROM task_rows t JOIN documents d ON d.pk = t.document_pk
LEFT JOIN state s ON s.document_id = d.id AND s.task_id = t.id
WHERE (t.due_to IS NOT NULL OR s.value IS NOT NULL) AND (:document = '' OR d.id = :document)
    AND (:agency = 0 OR t.pk IN (SELECT a.task_pk FROM assignment_rows a
        WHERE a.agency_pk IN (SELECT value FROM json_each(:agencies)) AND a.basis <> 'default'))

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

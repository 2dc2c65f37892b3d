-- name: put_correction
INSERT INTO corrections (document_id, said_of, task_id, passage, field, value, machine, person, said)
VALUES (:document_id, :said_of, :task_id, :passage, :field, :value, :machine, :person, :said)

-- name: corrections_of_document
SELECT * FROM corrections WHERE document_id = :document AND undone IS NULL ORDER BY pk

-- name: corrections_of_tasks
SELECT c.*, t.pk AS task_pk FROM tasks t JOIN documents d ON d.pk = t.document_pk
JOIN corrections c ON c.document_id = d.id AND c.task_id = t.id
WHERE t.pk IN (SELECT value FROM json_each(:pks)) AND c.undone IS NULL ORDER BY c.pk

-- name: corrections_everywhere
SELECT * FROM corrections WHERE pk > :after ORDER BY pk LIMIT :most

-- name: correction
SELECT * FROM corrections WHERE pk = :pk

-- name: attach_correction
UPDATE corrections SET task_id = :task_id WHERE pk = :pk

-- name: undo_correction
UPDATE corrections SET undone = :undone, undone_by = :person WHERE pk = :pk

-- name: orphan_corrections
UPDATE corrections SET task_id = NULL WHERE document_id = :document

-- name: move_corrections
UPDATE corrections SET document_id = :target WHERE document_id = :document

-- name: note_intake
INSERT INTO intake (document_id, version, sha256, rules, origin, person, done, what)
VALUES (:document_id, :version, :sha256, :rules, :origin, :person, :done, :what)

-- name: intake_of_document
SELECT * FROM intake WHERE document_id = :document ORDER BY pk

-- name: forget_corrections
DELETE FROM corrections WHERE document_id = :document

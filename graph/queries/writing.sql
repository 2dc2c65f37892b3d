-- name: make_store
INSERT INTO store (format, version, created) VALUES (:format, :version, :created)

-- name: store
SELECT format, version FROM store

-- name: put_directive
INSERT INTO directives (pk, id) VALUES (:pk, :id)

-- name: set_directive
UPDATE directives SET symbol_key = :symbol_key, type = :type, symbol = :symbol, title = :title, date = :date,
    issuer = :issuer, known_symbol = :known_symbol, known_title = :known_title, known_date = :known_date,
    known_issuer = :known_issuer
WHERE pk = :pk

-- name: mentions_of_directive
SELECT document_pk, type, symbol, title, date, issuer, known_symbol, known_title, known_date, known_issuer
FROM mentions WHERE target_pk = :pk

-- name: drop_directive_if_unused
DELETE FROM directives WHERE pk = :pk
    AND NOT EXISTS (SELECT 1 FROM documents WHERE directive_pk = :pk)
    AND NOT EXISTS (SELECT 1 FROM mentions WHERE target_pk = :pk)
    AND NOT EXISTS (SELECT 1 FROM mentions WHERE source_pk = :pk)
    AND NOT EXISTS (SELECT 1 FROM task_directives WHERE directive_pk = :pk)

-- name: put_document
INSERT INTO documents (directive_pk, id, type, symbol, issuer, place, date, title, secrecy, urgency, signer,
    signer_position, recipients, symbol_key, number, file, file_key, place_key, sha256, rules, version, added, goals, tasks, mentions)
VALUES (:directive_pk, :id, :type, :symbol, :issuer, :place, :date, :title, :secrecy, :urgency, :signer,
    :signer_position, :recipients, :symbol_key, :number, :file, :file_key, :place_key, :sha256, :rules, :version, :added,
    :goals, :tasks, :mentions)

-- name: change_document
UPDATE documents SET type = :type, symbol = :symbol, issuer = :issuer, place = :place, date = :date, title = :title,
    secrecy = :secrecy, urgency = :urgency, signer = :signer, signer_position = :signer_position,
    recipients = :recipients, symbol_key = :symbol_key, number = :number, file = :file, file_key = :file_key, place_key = :place_key,
    sha256 = :sha256, rules = :rules, version = :version, added = :added, goals = :goals, tasks = :tasks,
    mentions = :mentions
WHERE id = :id

-- name: drop_document
DELETE FROM documents WHERE pk = :pk

-- name: put_version
INSERT INTO versions (document_pk, version, sha256, rules, file, added, plan)
VALUES (:document_pk, :version, :sha256, :rules, :file, :added, :plan)
ON CONFLICT (document_pk, version) DO UPDATE SET rules = excluded.rules, file = excluded.file, plan = excluded.plan

-- name: put_text
INSERT INTO texts (document_pk, text) VALUES (:document_pk, :text)
ON CONFLICT (document_pk) DO UPDATE SET text = excluded.text

-- name: touched_directives
SELECT target_pk AS pk FROM mentions WHERE document_pk = :document
UNION SELECT source_pk FROM mentions WHERE document_pk = :document
UNION SELECT d.directive_pk FROM task_directives d JOIN task_rows t ON t.pk = d.task_pk WHERE t.document_pk = :document

-- name: clear_mentions
DELETE FROM mentions WHERE document_pk = :document

-- name: clear_assignments
DELETE FROM assignment_rows WHERE task_pk IN (SELECT pk FROM task_rows WHERE document_pk = :document)

-- name: clear_indicators
DELETE FROM indicators WHERE document_pk = :document

-- name: clear_tasks
DELETE FROM task_rows WHERE document_pk = :document

-- name: clear_goals
DELETE FROM goals WHERE document_pk = :document

-- name: clear_sections
DELETE FROM sections WHERE document_pk = :document

-- name: clear_remarks
DELETE FROM remarks WHERE document_pk = :document

-- name: put_section
INSERT INTO sections (pk, document_pk, parent_pk, ordinal, id, label, path,
    path_key, heading, role, start_at, end_at)
VALUES (:pk, :document_pk, :parent_pk, :ordinal, :id, :label, :path,
    :path_key, :heading, :role, :start_at, :end_at)

-- name: set_section_parent
UPDATE sections SET parent_pk = :parent_pk WHERE pk = :pk

-- name: put_goal
INSERT INTO goals (pk, document_pk, section_pk, ordinal, id, text, paragraph, start_at, end_at)
VALUES (:pk, :document_pk, :section_pk, :ordinal, :id, :text, :paragraph, :start_at, :end_at)

-- name: put_milestone
INSERT INTO milestones (goal_pk, ordinal, text, due) VALUES (:goal_pk, :ordinal, :text, :due)

-- name: put_indicator
INSERT INTO indicators (document_pk, goal_pk, task_pk, ordinal, name, comparator, value, value_to, approximate, change,
    unit, due, start_at, end_at)
VALUES (:document_pk, :goal_pk, :task_pk, :ordinal, :name, :comparator, :value, :value_to, :approximate, :change,
    :unit, :due, :start_at, :end_at)

-- name: put_task
INSERT INTO task_rows (pk, document_pk, section_pk, ordinal, id, text, paragraph, start_at, end_at, product, same_as,
    rule, due, due_to)
VALUES (:pk, :document_pk, :section_pk, :ordinal, :id, :text, :paragraph, :start_at, :end_at, :product, :same_as,
    :rule, :due, :due_to)

-- name: put_agency
INSERT INTO agencies (pk, id, key, name, collective) VALUES (:pk, :id, :key, :name, :collective)

-- name: set_agency_name
UPDATE agencies SET name = :name, key = :key, collective = :collective WHERE pk = :pk

-- name: put_agency_name
INSERT INTO agency_names (pk, agency_pk, name, key, uses) VALUES (:pk, :agency_pk, :name, :key, :uses)

-- name: names_of_agency
SELECT name FROM agency_names WHERE agency_pk = :pk ORDER BY name

-- name: put_assignment
INSERT INTO assignment_rows (task_pk, agency_pk, name_pk, role, basis, rule, start_at, end_at)
VALUES (:task_pk, :agency_pk, :name_pk, :role, :basis, :rule, :start_at, :end_at)

-- name: put_mention
INSERT INTO mentions (pk, document_pk, source_pk, target_pk, section_pk, task_pk, ordinal, relation, provenance, type, symbol,
    title, date, issuer, known_symbol, known_title, known_date, known_issuer, text, rule, start_at, end_at)
VALUES (:pk, :document_pk, :source_pk, :target_pk, :section_pk, :task_pk, :ordinal, :relation, :provenance, :type, :symbol,
    :title, :date, :issuer, :known_symbol, :known_title, :known_date, :known_issuer, :text, :rule, :start_at, :end_at)

-- name: put_task_directive
INSERT INTO task_directives (task_pk, ordinal, directive_pk) VALUES (:task_pk, :ordinal, :directive_pk)

-- name: put_remark
INSERT INTO remarks (document_pk, ordinal, code, text, start_at, end_at)
VALUES (:document_pk, :ordinal, :code, :text, :start_at, :end_at)

-- name: ids_not_joined
SELECT id FROM said_ids WHERE base = ''

-- name: ids_of_document
SELECT id FROM documents WHERE pk = :document
UNION SELECT i.target_id FROM mention_ids i JOIN mentions m ON m.pk = i.mention_pk WHERE m.document_pk = :document
UNION SELECT i.source_id FROM mention_ids i JOIN mentions m ON m.pk = i.mention_pk WHERE m.document_pk = :document
UNION SELECT i.target_id FROM task_ids i JOIN task_rows t ON t.pk = i.task_pk WHERE t.document_pk = :document

-- name: directives_of_said_id
SELECT directive_pk AS pk FROM said_ids WHERE id = :id AND directive_pk IS NOT NULL
UNION SELECT pk FROM directives WHERE id = :id

-- name: point_said_id
UPDATE said_ids SET directive_pk = (SELECT pk FROM directives WHERE id = :target) WHERE id = :id

-- name: point_targets
UPDATE mentions SET target_pk = (SELECT pk FROM directives WHERE id = :target)
WHERE pk IN (SELECT mention_pk FROM mention_ids WHERE target_id = :id)

-- name: mark_targets
UPDATE mentions SET provenance = :provenance
WHERE pk IN (SELECT mention_pk FROM mention_ids WHERE target_id = :id)

-- name: citing_headers
SELECT DISTINCT d.issuer, d.date, m.symbol FROM mention_ids i JOIN mentions m ON m.pk = i.mention_pk
JOIN documents d ON d.pk = m.document_pk WHERE i.target_id = :id

-- name: ids_by_symbol
SELECT id FROM documents WHERE symbol_key = :key ORDER BY id

-- name: point_sources
UPDATE mentions SET source_pk = (SELECT pk FROM directives WHERE id = :target)
WHERE pk IN (SELECT mention_pk FROM mention_ids WHERE source_id = :id)

-- name: point_task_directives
UPDATE task_directives SET directive_pk = (SELECT pk FROM directives WHERE id = :target)
WHERE (task_pk, ordinal) IN (SELECT task_pk, ordinal FROM task_ids WHERE target_id = :id)

-- name: clear_candidates
DELETE FROM candidates WHERE id = :id

-- name: put_candidate
INSERT INTO candidates (id, ordinal, candidate) VALUES (:id, :ordinal, :candidate)

-- name: put_mention_ids
INSERT INTO mention_ids (mention_pk, source_id, target_id, candidates)
VALUES (:mention_pk, :source_id, :target_id, :candidates)

-- name: put_task_id
INSERT INTO task_ids (task_pk, ordinal, target_id) VALUES (:task_pk, :ordinal, :target_id)

-- name: set_version
UPDATE store SET version = :version

-- name: keep_version
UPDATE versions SET plan = :plan WHERE document_pk = :document AND version = :version

-- name: agency_by_pk
SELECT id, name FROM agencies WHERE pk = :pk

-- name: name_keys
SELECT pk, agency_pk, name FROM agency_names WHERE agency_pk IN (SELECT value FROM json_each(:pks))

-- name: add_uses
UPDATE agency_names SET uses = uses + :uses WHERE pk = :pk

-- name: drop_unused_names
DELETE FROM agency_names WHERE agency_pk = :pk AND uses <= 0

-- name: drop_agency
DELETE FROM agencies WHERE pk = :pk

-- name: names_in_document
SELECT a.agency_pk, a.name_pk, count(*) AS uses FROM task_rows t JOIN assignment_rows a ON a.task_pk = t.pk
WHERE t.document_pk = :document GROUP BY a.agency_pk, a.name_pk

-- name: directives_of_ids
SELECT id, pk FROM directives WHERE id IN (SELECT value FROM json_each(:ids))

-- name: directives_pointed_at
SELECT id, directive_pk AS pk FROM said_ids
WHERE id IN (SELECT value FROM json_each(:ids)) AND directive_pk IS NOT NULL

-- name: directive_values
SELECT pk, type, symbol, title, date, issuer, known_symbol, known_title, known_date, known_issuer FROM directives
WHERE pk IN (SELECT value FROM json_each(:pks))

-- name: printed_in_document
SELECT DISTINCT target_pk, type, symbol, title, date, issuer, known_symbol, known_title, known_date, known_issuer
FROM mentions WHERE document_pk = :document

-- name: add_print
INSERT INTO prints (directive_pk, field, value, documents) VALUES (:pk, :field, :value, :documents)
ON CONFLICT (directive_pk, field, value) DO UPDATE SET documents = prints.documents + excluded.documents

-- name: prints_of
SELECT directive_pk, field, value, documents FROM prints
WHERE directive_pk IN (SELECT value FROM json_each(:pks)) AND documents > 0

-- name: clear_prints
DELETE FROM prints WHERE directive_pk = :pk

-- name: drop_unused_prints
DELETE FROM prints WHERE directive_pk = :pk AND documents <= 0

-- name: said_in_document
SELECT DISTINCT i.target_id, m.title, i.candidates FROM mentions m JOIN mention_ids i ON i.mention_pk = m.pk
WHERE m.document_pk = :document

-- name: title_elsewhere
SELECT 1 AS found FROM mention_ids i JOIN mentions m ON m.pk = i.mention_pk
WHERE i.target_id = :id AND m.title = :title LIMIT 1

-- name: tell_anew
UPDATE said_ids SET
    title = (SELECT m.title FROM mention_ids i JOIN mentions m ON m.pk = i.mention_pk
        WHERE i.target_id = :id AND m.title IS NOT NULL ORDER BY length(m.title) DESC, m.title LIMIT 1),
    before = (SELECT max(c.date) FROM mention_ids i JOIN mentions m ON m.pk = i.mention_pk
        JOIN documents c ON c.pk = m.document_pk WHERE i.target_id = :id AND i.candidates IS NOT NULL),
    candidates = (SELECT max(i.candidates) FROM mention_ids i WHERE i.target_id = :id)
WHERE id = :id

-- name: said_ids
SELECT s.id, s.base, d.pk IS NOT NULL AS own, coalesce(d.title, s.title) AS title, s.title AS said_title, s.before,
    s.candidates, p.id AS points_to
FROM said_ids s LEFT JOIN documents d ON d.id = s.id LEFT JOIN directives p ON p.pk = s.directive_pk
WHERE s.base IN (SELECT value FROM json_each(:bases)) ORDER BY s.base, s.id

-- name: candidates_said
SELECT c.id, c.candidate FROM said_ids s JOIN candidates c ON c.id = s.id
WHERE s.base IN (SELECT value FROM json_each(:bases)) ORDER BY c.id, c.ordinal

-- name: put_said_id
INSERT INTO said_ids (id, base, directive_pk, title, before, candidates)
VALUES (:id, :base, :directive_pk, :title, :before, :candidates)

-- name: tell_said_id
UPDATE said_ids SET title = :title, before = :before, candidates = :candidates WHERE id = :id

-- name: set_base
UPDATE said_ids SET base = :base WHERE id = :id

-- name: drop_said_id_if_unused
DELETE FROM said_ids WHERE id = :id
    AND NOT EXISTS (SELECT 1 FROM documents WHERE documents.id = :id)
    AND NOT EXISTS (SELECT 1 FROM mention_ids WHERE target_id = :id)
    AND NOT EXISTS (SELECT 1 FROM mention_ids WHERE source_id = :id)
    AND NOT EXISTS (SELECT 1 FROM task_ids WHERE target_id = :id)

-- name: put_paragraph
INSERT INTO paragraphs (pk, document_pk, start_at, end_at) VALUES (:pk, :document_pk, :start_at, :end_at)

-- name: clear_paragraphs
DELETE FROM paragraphs WHERE document_pk = :document

-- name: task_spans
SELECT pk, section_pk, start_at, end_at FROM task_rows WHERE document_pk = :document ORDER BY pk

-- name: goal_spans
SELECT pk, section_pk, start_at, end_at FROM goals WHERE document_pk = :document ORDER BY pk

-- name: paragraph_spans
SELECT pk, start_at, end_at FROM paragraphs WHERE document_pk = :document ORDER BY pk

-- name: agencies_in_document
SELECT a.task_pk, n.name AS agency FROM task_rows t JOIN assignment_rows a ON a.task_pk = t.pk
JOIN agency_names n ON n.pk = a.name_pk WHERE t.document_pk = :document AND a.basis <> 'default' ORDER BY a.task_pk, a.pk

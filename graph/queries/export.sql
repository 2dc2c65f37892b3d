-- The graph in pieces of a few documents, agencies or directives, each piece by the ids in :ids.

-- name: export_page_documents
SELECT id FROM documents WHERE id > :after ORDER BY id LIMIT :count

-- name: export_page_directives
SELECT id FROM directives WHERE id > :after ORDER BY id LIMIT :count

-- name: export_page_agencies
SELECT id FROM agencies WHERE id > :after ORDER BY id LIMIT :count

-- name: export_directives_of
SELECT id FROM directives WHERE pk IN (
    SELECT m.source_pk FROM mentions m JOIN documents d ON d.pk = m.document_pk WHERE d.id = :document
    UNION SELECT m.target_pk FROM mentions m JOIN documents d ON d.pk = m.document_pk WHERE d.id = :document
    UNION SELECT r.directive_pk FROM documents d JOIN task_rows t ON t.document_pk = d.pk
    JOIN task_directives r ON r.task_pk = t.pk WHERE d.id = :document
    UNION SELECT d.directive_pk FROM documents d WHERE d.id = :document
) ORDER BY id

-- name: export_agencies_of
SELECT id FROM agencies WHERE pk IN (
    SELECT a.agency_pk FROM documents d JOIN task_rows t ON t.document_pk = d.pk
    JOIN assignment_rows a ON a.task_pk = t.pk WHERE d.id = :document
) ORDER BY id

-- name: export_directives
SELECT w.id, d.pk AS document_pk, coalesce(d.type, w.type) AS type, coalesce(d.symbol, w.symbol) AS symbol,
    coalesce(d.title, w.title) AS title, coalesce(d.date, w.date) AS date, coalesce(d.issuer, w.issuer) AS issuer,
    w.known_symbol, w.known_title, w.known_date, w.known_issuer, d.place, d.secrecy, d.urgency, d.signer,
    d.signer_position, d.recipients, d.number, d.file, d.sha256, d.rules, d.version, d.goals, d.tasks, d.mentions
FROM directives w LEFT JOIN documents d ON d.directive_pk = w.pk
WHERE w.id IN (SELECT value FROM json_each(:ids)) ORDER BY w.id

-- name: export_sections
SELECT s.*, d.id AS document, p.id AS parent FROM documents d JOIN sections s ON s.document_pk = d.pk
LEFT JOIN sections p ON p.pk = s.parent_pk WHERE d.id IN (SELECT value FROM json_each(:ids)) ORDER BY d.id, s.ordinal

-- name: export_goals
SELECT g.*, d.id AS document, s.id AS section FROM documents d JOIN goals g ON g.document_pk = d.pk
LEFT JOIN sections s ON s.pk = g.section_pk WHERE d.id IN (SELECT value FROM json_each(:ids)) ORDER BY d.id, g.ordinal

-- name: export_milestones
SELECT m.ordinal, m.text, m.due, d.id AS document, g.id AS goal FROM documents d JOIN goals g ON g.document_pk = d.pk
JOIN milestones m ON m.goal_pk = g.pk WHERE d.id IN (SELECT value FROM json_each(:ids))
ORDER BY d.id, g.ordinal, m.ordinal

-- name: export_tasks
SELECT t.*, d.id AS document, s.id AS section FROM documents d JOIN tasks t ON t.document_pk = d.pk
LEFT JOIN sections s ON s.pk = t.section_pk WHERE d.id IN (SELECT value FROM json_each(:ids)) ORDER BY d.id, t.ordinal

-- name: export_indicators
SELECT i.*, d.id AS document, g.id AS goal, t.id AS task FROM documents d JOIN indicators i ON i.document_pk = d.pk
LEFT JOIN goals g ON g.pk = i.goal_pk LEFT JOIN task_rows t ON t.pk = i.task_pk
WHERE d.id IN (SELECT value FROM json_each(:ids))
ORDER BY d.id, coalesce(g.ordinal, 0), coalesce(t.ordinal, 0), i.ordinal

-- name: export_agencies
SELECT * FROM agencies WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY id

-- name: export_assignments
SELECT d.id AS document, t.id AS task, g.id AS agency_id, a.agency AS wording, a.role, a.basis, a.provenance, a.rule,
    a.start_at, a.end_at
FROM documents d JOIN task_rows t ON t.document_pk = d.pk JOIN assignments a ON a.task_pk = t.pk
JOIN agencies g ON g.pk = a.agency_pk WHERE d.id IN (SELECT value FROM json_each(:ids))
ORDER BY d.id, t.ordinal, g.id, a.role, a.start_at, a.pk

-- name: export_task_directives
SELECT d.id AS document, t.id AS task, g.id AS target FROM documents d JOIN task_rows t ON t.document_pk = d.pk
JOIN task_directives r ON r.task_pk = t.pk JOIN directives g ON g.pk = r.directive_pk
WHERE d.id IN (SELECT value FROM json_each(:ids)) ORDER BY d.id, t.ordinal, g.id

-- name: export_mentions
SELECT f.id AS source, g.id AS target, m.relation, m.provenance, m.rule, m.text, d.id AS in_document, m.start_at, m.end_at
FROM directives f JOIN mentions m ON m.source_pk = f.pk JOIN directives g ON g.pk = m.target_pk
JOIN documents d ON d.pk = m.document_pk WHERE f.id IN (SELECT value FROM json_each(:ids))
ORDER BY f.id, g.id, m.relation, d.id, m.ordinal

-- name: export_mentions_of
SELECT f.id AS source, g.id AS target, m.relation, m.provenance, m.rule, m.text, d.id AS in_document, m.start_at, m.end_at
FROM documents d JOIN mentions m ON m.document_pk = d.pk JOIN directives f ON f.pk = m.source_pk
JOIN directives g ON g.pk = m.target_pk WHERE d.id IN (SELECT value FROM json_each(:ids))
ORDER BY f.id, g.id, m.relation, d.id, m.ordinal

-- name: export_candidates
SELECT d.id AS source, coalesce(g.id, c.candidate) AS target, count(*) AS uses
FROM directives d JOIN said_ids s ON s.directive_pk = d.pk JOIN candidates c ON c.id = s.id
LEFT JOIN said_ids t ON t.id = c.candidate LEFT JOIN directives g ON g.pk = t.directive_pk
WHERE d.id IN (SELECT value FROM json_each(:ids)) GROUP BY d.id, coalesce(g.id, c.candidate)
ORDER BY d.id, coalesce(g.id, c.candidate)

-- name: export_has_mention
SELECT 1 AS found FROM directives f JOIN mentions m ON m.source_pk = f.pk AND m.relation = :relation
JOIN directives g ON g.pk = m.target_pk WHERE f.id = :source AND g.id = :target LIMIT 1

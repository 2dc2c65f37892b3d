-- name: put_layout
INSERT INTO layouts (document_id, sha256, layout) VALUES (:document, :sha256, :layout)
ON CONFLICT (document_id, sha256) DO UPDATE SET layout = excluded.layout

-- name: layout
SELECT layout FROM layouts WHERE document_id = :document AND sha256 = :sha256

-- name: move_layouts
UPDATE layouts SET document_id = :target WHERE document_id = :document
    AND NOT EXISTS (SELECT 1 FROM layouts x WHERE x.document_id = :target AND x.sha256 = layouts.sha256)

-- name: drop_layouts
DELETE FROM layouts WHERE document_id = :document

-- name: documents_of_other_rules
SELECT pk, id FROM documents WHERE rules <> :rules AND id > :after ORDER BY id LIMIT :most

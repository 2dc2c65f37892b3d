-- To format 2: ids as documents give them, apart from the directives that they are. They are joined at the next writing.

-- The ids as documents give them. Several may be one directive ("năm 2025", the full date): directive_pk says which.
CREATE TABLE said_ids (
    id TEXT PRIMARY KEY,
    base TEXT NOT NULL,                             -- the id without its date: what may be one directive
    directive_pk INTEGER REFERENCES directives (pk)
);
CREATE INDEX said_ids_base ON said_ids (base);
CREATE INDEX said_ids_directive ON said_ids (directive_pk);

-- What an id that stays open may be.
CREATE TABLE candidates (
    id TEXT NOT NULL,                               -- said_ids.id
    ordinal INTEGER NOT NULL,
    candidate TEXT NOT NULL,                        -- another said id, or one that only the registry knows
    PRIMARY KEY (id, ordinal)
);

CREATE TABLE mention_ids (
    mention_pk INTEGER PRIMARY KEY REFERENCES mentions (pk) ON DELETE CASCADE,
    source_id TEXT NOT NULL,
    target_id TEXT NOT NULL,
    candidates TEXT                                 -- JSON array, where the document leaves it open
);
CREATE INDEX mention_ids_source ON mention_ids (source_id);
CREATE INDEX mention_ids_target ON mention_ids (target_id);

CREATE TABLE task_ids (
    task_pk INTEGER NOT NULL REFERENCES tasks (pk) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    target_id TEXT NOT NULL,
    PRIMARY KEY (task_pk, ordinal)
);
CREATE INDEX task_ids_target ON task_ids (target_id);

INSERT INTO said_ids (id, base, directive_pk) SELECT id, '', pk FROM directives;
INSERT INTO mention_ids (mention_pk, source_id, target_id)
    SELECT m.pk, f.id, t.id FROM mentions m JOIN directives f ON f.pk = m.source_pk JOIN directives t ON t.pk = m.target_pk;
INSERT INTO task_ids (task_pk, ordinal, target_id)
    SELECT r.task_pk, r.ordinal, d.id FROM task_directives r JOIN directives d ON d.pk = r.directive_pk;

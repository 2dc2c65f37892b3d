-- To format 4: tasks by deadline.

CREATE INDEX tasks_due ON task_rows (due_to, document_pk, ordinal) WHERE due_to IS NOT NULL;

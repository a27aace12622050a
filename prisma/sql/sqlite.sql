-- What the schema cannot say; appended to the first migration.

-- History is append-only.
CREATE TRIGGER "History_no_update" BEFORE UPDATE ON "History"
BEGIN
    SELECT RAISE(ABORT, 'History is append-only: rows are never changed');
END;
CREATE TRIGGER "History_no_delete" BEFORE DELETE ON "History"
BEGIN
    SELECT RAISE(ABORT, 'History is append-only: rows are never deleted');
END;

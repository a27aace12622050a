-- What the schema cannot say; appended to the first migration.

-- History is append-only.
CREATE FUNCTION "history_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'History is append-only: rows are never changed or deleted';
END;
$$;
CREATE TRIGGER "History_no_change" BEFORE UPDATE OR DELETE OR TRUNCATE ON "History"
FOR EACH STATEMENT EXECUTE FUNCTION "history_is_append_only"();

-- Names are searched by prefix ranges, which are only right in byte order, whatever the database's locale.
ALTER TABLE "Customer" ALTER COLUMN "nameKey" TYPE TEXT COLLATE "C";
ALTER TABLE "Customer" ALTER COLUMN "aliasKey" TYPE TEXT COLLATE "C";

-- Names are searched by prefix, as a range. In a language's own order that range means something else, or
-- nothing; bytes are also how SQLite compares.
ALTER TABLE "Customer" ALTER COLUMN "nameKey" TYPE TEXT COLLATE "C";

-- CreateTable
CREATE TABLE "Departure" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "staffId" TEXT NOT NULL,
    "departmentId" TEXT,
    "deactivated" BOOLEAN NOT NULL,
    "wasActive" BOOLEAN NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "feature" TEXT NOT NULL,
    "after" TEXT,
    "customers" INTEGER NOT NULL,
    "duties" INTEGER NOT NULL,
    "finishedAt" TIMESTAMP(3),

    CONSTRAINT "Departure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OwnerLoad" (
    "workspaceId" TEXT NOT NULL,
    "ownerRole" TEXT NOT NULL,
    "staffId" TEXT NOT NULL,
    "customers" INTEGER NOT NULL,

    CONSTRAINT "OwnerLoad_pkey" PRIMARY KEY ("workspaceId","ownerRole","staffId")
);

-- CreateIndex
CREATE INDEX "Departure_workspaceId_finishedAt_idx" ON "Departure"("workspaceId", "finishedAt");

-- CreateIndex
CREATE INDEX "Complaint_workspaceId_centralPersonId_state_idx" ON "Complaint"("workspaceId", "centralPersonId", "state");

-- Choosing an owner by balance reads how many customers each has: kept here by whatever statement changes them.
CREATE FUNCTION "customer_owner_load"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    roles CONSTANT text[] := ARRAY['account-manager', 'service-specialist', 'technical-guide'];
    before text[] := ARRAY[NULL, NULL, NULL];
    after text[] := ARRAY[NULL, NULL, NULL];
    workspace text;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        workspace := OLD."workspaceId";
        IF OLD."stage" <> 'closed' THEN
            before := ARRAY[OLD."accountManagerId", OLD."serviceSpecialistId", OLD."technicalGuideId"];
        END IF;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        workspace := NEW."workspaceId";
        IF NEW."stage" <> 'closed' THEN
            after := ARRAY[NEW."accountManagerId", NEW."serviceSpecialistId", NEW."technicalGuideId"];
        END IF;
    END IF;
    FOR i IN 1..3 LOOP
        CONTINUE WHEN before[i] IS NOT DISTINCT FROM after[i];
        IF before[i] IS NOT NULL THEN
            UPDATE "OwnerLoad" SET "customers" = "customers" - 1
            WHERE "workspaceId" = workspace AND "ownerRole" = roles[i] AND "staffId" = before[i];
        END IF;
        IF after[i] IS NOT NULL THEN
            INSERT INTO "OwnerLoad" ("workspaceId", "ownerRole", "staffId", "customers")
            VALUES (workspace, roles[i], after[i], 1)
            ON CONFLICT ("workspaceId", "ownerRole", "staffId")
            DO UPDATE SET "customers" = "OwnerLoad"."customers" + 1;
        END IF;
    END LOOP;
    RETURN NULL;
END;
$$;
CREATE TRIGGER "Customer_load" AFTER INSERT OR DELETE OR UPDATE OF "stage", "accountManagerId", "serviceSpecialistId", "technicalGuideId" ON "Customer"
FOR EACH ROW EXECUTE FUNCTION "customer_owner_load"();

-- The customers that are there.
INSERT INTO "OwnerLoad" ("workspaceId", "ownerRole", "staffId", "customers")
SELECT "workspaceId", 'account-manager', "accountManagerId", COUNT(*) FROM "Customer"
WHERE "accountManagerId" IS NOT NULL AND "stage" <> 'closed' GROUP BY "workspaceId", "accountManagerId";
INSERT INTO "OwnerLoad" ("workspaceId", "ownerRole", "staffId", "customers")
SELECT "workspaceId", 'service-specialist', "serviceSpecialistId", COUNT(*) FROM "Customer"
WHERE "serviceSpecialistId" IS NOT NULL AND "stage" <> 'closed' GROUP BY "workspaceId", "serviceSpecialistId";
INSERT INTO "OwnerLoad" ("workspaceId", "ownerRole", "staffId", "customers")
SELECT "workspaceId", 'technical-guide', "technicalGuideId", COUNT(*) FROM "Customer"
WHERE "technicalGuideId" IS NOT NULL AND "stage" <> 'closed' GROUP BY "workspaceId", "technicalGuideId";

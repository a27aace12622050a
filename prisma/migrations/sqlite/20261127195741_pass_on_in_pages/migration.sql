-- CreateTable
CREATE TABLE "Departure" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "staffId" TEXT NOT NULL,
    "departmentId" TEXT,
    "deactivated" BOOLEAN NOT NULL,
    "wasActive" BOOLEAN NOT NULL,
    "startedAt" DATETIME NOT NULL,
    "feature" TEXT NOT NULL,
    "after" TEXT,
    "customers" INTEGER NOT NULL,
    "duties" INTEGER NOT NULL,
    "finishedAt" DATETIME
);

-- CreateTable
CREATE TABLE "OwnerLoad" (
    "workspaceId" TEXT NOT NULL,
    "ownerRole" TEXT NOT NULL,
    "staffId" TEXT NOT NULL,
    "customers" INTEGER NOT NULL,

    PRIMARY KEY ("workspaceId", "ownerRole", "staffId")
);

-- CreateIndex
CREATE INDEX "Departure_workspaceId_finishedAt_idx" ON "Departure"("workspaceId", "finishedAt");

-- CreateIndex
CREATE INDEX "Complaint_workspaceId_centralPersonId_state_idx" ON "Complaint"("workspaceId", "centralPersonId", "state");

-- Choosing an owner by balance reads how many customers each has: kept here by whatever statement changes them.
CREATE TRIGGER "Customer_load_insert" AFTER INSERT ON "Customer"
BEGIN
    INSERT INTO "OwnerLoad" ("workspaceId", "ownerRole", "staffId", "customers")
    SELECT NEW."workspaceId", 'account-manager', NEW."accountManagerId", 1
    WHERE NEW."accountManagerId" IS NOT NULL AND NEW."stage" <> 'closed'
    ON CONFLICT DO UPDATE SET "customers" = "customers" + 1;
    INSERT INTO "OwnerLoad" ("workspaceId", "ownerRole", "staffId", "customers")
    SELECT NEW."workspaceId", 'service-specialist', NEW."serviceSpecialistId", 1
    WHERE NEW."serviceSpecialistId" IS NOT NULL AND NEW."stage" <> 'closed'
    ON CONFLICT DO UPDATE SET "customers" = "customers" + 1;
    INSERT INTO "OwnerLoad" ("workspaceId", "ownerRole", "staffId", "customers")
    SELECT NEW."workspaceId", 'technical-guide', NEW."technicalGuideId", 1
    WHERE NEW."technicalGuideId" IS NOT NULL AND NEW."stage" <> 'closed'
    ON CONFLICT DO UPDATE SET "customers" = "customers" + 1;
END;
CREATE TRIGGER "Customer_load_delete" AFTER DELETE ON "Customer"
BEGIN
    UPDATE "OwnerLoad" SET "customers" = "customers" - 1
    WHERE "workspaceId" = OLD."workspaceId" AND "ownerRole" = 'account-manager' AND "staffId" = OLD."accountManagerId" AND OLD."stage" <> 'closed';
    UPDATE "OwnerLoad" SET "customers" = "customers" - 1
    WHERE "workspaceId" = OLD."workspaceId" AND "ownerRole" = 'service-specialist' AND "staffId" = OLD."serviceSpecialistId" AND OLD."stage" <> 'closed';
    UPDATE "OwnerLoad" SET "customers" = "customers" - 1
    WHERE "workspaceId" = OLD."workspaceId" AND "ownerRole" = 'technical-guide' AND "staffId" = OLD."technicalGuideId" AND OLD."stage" <> 'closed';
END;
CREATE TRIGGER "Customer_load_update" AFTER UPDATE OF "stage", "accountManagerId", "serviceSpecialistId", "technicalGuideId" ON "Customer"
BEGIN
    UPDATE "OwnerLoad" SET "customers" = "customers" - 1
    WHERE "workspaceId" = OLD."workspaceId" AND "ownerRole" = 'account-manager' AND "staffId" = OLD."accountManagerId" AND OLD."stage" <> 'closed'
      AND (NEW."stage" = 'closed' OR NEW."accountManagerId" IS NOT OLD."accountManagerId");
    INSERT INTO "OwnerLoad" ("workspaceId", "ownerRole", "staffId", "customers")
    SELECT NEW."workspaceId", 'account-manager', NEW."accountManagerId", 1
    WHERE NEW."accountManagerId" IS NOT NULL AND NEW."stage" <> 'closed'
      AND (OLD."stage" = 'closed' OR OLD."accountManagerId" IS NOT NEW."accountManagerId")
    ON CONFLICT DO UPDATE SET "customers" = "customers" + 1;
    UPDATE "OwnerLoad" SET "customers" = "customers" - 1
    WHERE "workspaceId" = OLD."workspaceId" AND "ownerRole" = 'service-specialist' AND "staffId" = OLD."serviceSpecialistId" AND OLD."stage" <> 'closed'
      AND (NEW."stage" = 'closed' OR NEW."serviceSpecialistId" IS NOT OLD."serviceSpecialistId");
    INSERT INTO "OwnerLoad" ("workspaceId", "ownerRole", "staffId", "customers")
    SELECT NEW."workspaceId", 'service-specialist', NEW."serviceSpecialistId", 1
    WHERE NEW."serviceSpecialistId" IS NOT NULL AND NEW."stage" <> 'closed'
      AND (OLD."stage" = 'closed' OR OLD."serviceSpecialistId" IS NOT NEW."serviceSpecialistId")
    ON CONFLICT DO UPDATE SET "customers" = "customers" + 1;
    UPDATE "OwnerLoad" SET "customers" = "customers" - 1
    WHERE "workspaceId" = OLD."workspaceId" AND "ownerRole" = 'technical-guide' AND "staffId" = OLD."technicalGuideId" AND OLD."stage" <> 'closed'
      AND (NEW."stage" = 'closed' OR NEW."technicalGuideId" IS NOT OLD."technicalGuideId");
    INSERT INTO "OwnerLoad" ("workspaceId", "ownerRole", "staffId", "customers")
    SELECT NEW."workspaceId", 'technical-guide', NEW."technicalGuideId", 1
    WHERE NEW."technicalGuideId" IS NOT NULL AND NEW."stage" <> 'closed'
      AND (OLD."stage" = 'closed' OR OLD."technicalGuideId" IS NOT NEW."technicalGuideId")
    ON CONFLICT DO UPDATE SET "customers" = "customers" + 1;
END;

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

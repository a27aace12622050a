-- AlterTable
ALTER TABLE "Staff" ADD COLUMN "profileAskAt" DATETIME;
ALTER TABLE "Staff" ADD COLUMN "profileUpdatedAt" DATETIME;

-- CreateIndex
CREATE INDEX "Staff_workspaceId_profileAskAt_idx" ON "Staff"("workspaceId", "profileAskAt");

-- Whom an earlier build never got a name or a language for: asked about now.
UPDATE "Staff" SET "profileAskAt" = "createdAt" WHERE "name" = "slackUserId" OR "locale" = '';

-- AlterTable
ALTER TABLE "Staff" ADD COLUMN     "profileAskAt" TIMESTAMP(3),
ADD COLUMN     "profileUpdatedAt" TIMESTAMP(3);

-- CreateIndex
CREATE INDEX "Staff_workspaceId_profileAskAt_idx" ON "Staff"("workspaceId", "profileAskAt");

-- Whom an earlier build never got a name or a language for: asked about now.
UPDATE "Staff" SET "profileAskAt" = "createdAt" WHERE "name" = "slackUserId" OR "locale" = '';

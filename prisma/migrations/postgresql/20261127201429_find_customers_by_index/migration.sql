-- DropIndex
DROP INDEX "Customer_workspaceId_stage_idx";

-- DropIndex
DROP INDEX "Customer_workspaceId_category_birthday_idx";

-- DropIndex
DROP INDEX "VipMembership_workspaceId_state_idx";

-- DropIndex
DROP INDEX "VipPresence_workspaceId_kind_idx";

-- AlterTable
ALTER TABLE "Customer" ADD COLUMN     "birthMonthDay" TEXT;

-- The birthdays that are there.
UPDATE "Customer" SET "birthMonthDay" = right("birthday", 5) WHERE "birthday" IS NOT NULL;

-- CreateIndex
CREATE INDEX "Customer_workspaceId_stage_nameKey_id_idx" ON "Customer"("workspaceId", "stage", "nameKey", "id");

-- CreateIndex
CREATE INDEX "Customer_workspaceId_stage_dormantSince_lastActivityAt_idx" ON "Customer"("workspaceId", "stage", "dormantSince", "lastActivityAt");

-- CreateIndex
CREATE INDEX "Customer_workspaceId_dormantSince_lastActivityAt_idx" ON "Customer"("workspaceId", "dormantSince", "lastActivityAt");

-- CreateIndex
CREATE INDEX "Customer_workspaceId_category_birthMonthDay_id_idx" ON "Customer"("workspaceId", "category", "birthMonthDay", "id");

-- CreateIndex
CREATE INDEX "Duty_workspaceId_ownerId_closedAt_idx" ON "Duty"("workspaceId", "ownerId", "closedAt");

-- CreateIndex
CREATE INDEX "VipMembership_workspaceId_state_id_idx" ON "VipMembership"("workspaceId", "state", "id");

-- CreateIndex
CREATE INDEX "VipMembership_workspaceId_state_joinedAt_id_idx" ON "VipMembership"("workspaceId", "state", "joinedAt", "id");

-- CreateIndex
CREATE INDEX "VipMembership_workspaceId_state_wantedAt_id_idx" ON "VipMembership"("workspaceId", "state", "wantedAt", "id");

-- CreateIndex
CREATE INDEX "VipPresence_workspaceId_kind_slackUserId_idx" ON "VipPresence"("workspaceId", "kind", "slackUserId");

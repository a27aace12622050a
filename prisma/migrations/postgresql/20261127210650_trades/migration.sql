-- DropIndex
DROP INDEX "Customer_workspaceId_stage_dormantSince_lastActivityAt_idx";

-- DropIndex
DROP INDEX "Customer_workspaceId_dormantSince_lastActivityAt_idx";

-- AlterTable
ALTER TABLE "Customer" ADD COLUMN     "tradedAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Callback" ADD COLUMN     "answersSealed" TEXT,
ADD COLUMN     "traded" BOOLEAN;

-- CreateIndex
CREATE INDEX "Customer_workspaceId_stage_dormantSince_tradedAt_idx" ON "Customer"("workspaceId", "stage", "dormantSince", "tradedAt");

-- CreateIndex
CREATE INDEX "Customer_workspaceId_dormantSince_tradedAt_idx" ON "Customer"("workspaceId", "dormantSince", "tradedAt");

-- What counts is a recorded trade; of nobody is one recorded yet, so nobody is known to sleep.
UPDATE "Customer" SET "dormantSince" = NULL WHERE "dormantSince" IS NOT NULL;

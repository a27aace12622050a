-- AlterTable
ALTER TABLE "JobSchedule" ADD COLUMN "plannedAt" DATETIME;

-- CreateIndex
CREATE INDEX "JobSchedule_plannedAt_idx" ON "JobSchedule"("plannedAt");

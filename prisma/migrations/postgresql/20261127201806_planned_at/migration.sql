-- AlterTable
ALTER TABLE "JobSchedule" ADD COLUMN     "plannedAt" TIMESTAMP(3);

-- CreateIndex
CREATE INDEX "JobSchedule_plannedAt_idx" ON "JobSchedule"("plannedAt");

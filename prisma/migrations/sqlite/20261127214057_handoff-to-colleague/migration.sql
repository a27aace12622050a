-- AlterTable
ALTER TABLE "Handoff" ADD COLUMN "toStaffId" TEXT;

-- CreateIndex
CREATE INDEX "Handoff_workspaceId_toStaffId_state_idx" ON "Handoff"("workspaceId", "toStaffId", "state");

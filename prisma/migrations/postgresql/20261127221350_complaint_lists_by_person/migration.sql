-- DropIndex
DROP INDEX "Complaint_workspaceId_registeredById_registeredAt_idx";

-- DropIndex
DROP INDEX "Complaint_workspaceId_centralPersonId_registeredAt_idx";

-- DropIndex
DROP INDEX "Complaint_workspaceId_investigatorId_registeredAt_idx";

-- CreateIndex
CREATE INDEX "Complaint_workspaceId_registeredById_registeredAt_id_idx" ON "Complaint"("workspaceId", "registeredById", "registeredAt", "id");

-- CreateIndex
CREATE INDEX "Complaint_workspaceId_centralPersonId_registeredAt_id_idx" ON "Complaint"("workspaceId", "centralPersonId", "registeredAt", "id");

-- CreateIndex
CREATE INDEX "Complaint_workspaceId_investigatorId_registeredAt_id_idx" ON "Complaint"("workspaceId", "investigatorId", "registeredAt", "id");

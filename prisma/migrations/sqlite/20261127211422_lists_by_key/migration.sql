-- DropIndex
DROP INDEX "Customer_workspaceId_accountManagerId_stage_idx";

-- DropIndex
DROP INDEX "Customer_workspaceId_serviceSpecialistId_stage_idx";

-- DropIndex
DROP INDEX "Customer_workspaceId_technicalGuideId_stage_idx";

-- DropIndex
DROP INDEX "Complaint_workspaceId_state_solveDueAt_idx";

-- DropIndex
DROP INDEX "Complaint_workspaceId_centralPersonId_state_idx";

-- DropIndex
DROP INDEX "Complaint_workspaceId_investigatorId_state_idx";

-- CreateIndex
CREATE INDEX "Customer_of_account_manager" ON "Customer"("workspaceId", "accountManagerId", "stage", "createdAt", "id", "erasedAt");

-- CreateIndex
CREATE INDEX "Customer_of_service_specialist" ON "Customer"("workspaceId", "serviceSpecialistId", "stage", "createdAt", "id", "erasedAt");

-- CreateIndex
CREATE INDEX "Customer_of_technical_guide" ON "Customer"("workspaceId", "technicalGuideId", "stage", "createdAt", "id", "erasedAt");

-- DropIndex
DROP INDEX "Complaint_workspaceId_registeredAt_idx";

-- CreateIndex
CREATE INDEX "Complaint_workspaceId_registeredAt_id_idx" ON "Complaint"("workspaceId", "registeredAt", "id");

-- CreateIndex
CREATE INDEX "Complaint_workspaceId_centralPersonId_registeredAt_idx" ON "Complaint"("workspaceId", "centralPersonId", "registeredAt");

-- CreateIndex
CREATE INDEX "Complaint_workspaceId_investigatorId_registeredAt_idx" ON "Complaint"("workspaceId", "investigatorId", "registeredAt");

-- Unfinished complaints in the order of their lists. "closedAt" stands in the index although it is always null there:
-- so no index that asks for it alone looks as good to a planner without statistics.
CREATE INDEX "Complaint_open_by_deadline" ON "Complaint"("workspaceId", "closedAt", "solveDueAt", "id") WHERE "closedAt" IS NULL;
CREATE INDEX "Complaint_open_latest" ON "Complaint"("workspaceId", "closedAt", "registeredAt", "id") WHERE "closedAt" IS NULL;
CREATE INDEX "Complaint_open_of_registrar" ON "Complaint"("workspaceId", "registeredById", "solveDueAt", "id") WHERE "closedAt" IS NULL;
CREATE INDEX "Complaint_open_of_central" ON "Complaint"("workspaceId", "centralPersonId", "solveDueAt", "id") WHERE "closedAt" IS NULL;
CREATE INDEX "Complaint_open_of_investigator" ON "Complaint"("workspaceId", "investigatorId", "solveDueAt", "id") WHERE "closedAt" IS NULL;

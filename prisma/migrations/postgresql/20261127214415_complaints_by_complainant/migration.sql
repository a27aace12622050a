-- CreateIndex
CREATE INDEX "Complaint_workspaceId_complainantName_idx" ON "Complaint"("workspaceId", "complainantName");

-- CreateIndex
CREATE INDEX "Workspace_teamId_idx" ON "Workspace"("teamId");

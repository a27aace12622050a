-- CreateIndex
CREATE INDEX "OutboxOperation_workspaceId_state_idx" ON "OutboxOperation"("workspaceId", "state");

-- CreateIndex
CREATE INDEX "JobSlot_slot_idx" ON "JobSlot"("slot");

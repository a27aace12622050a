-- CreateIndex
CREATE INDEX "Duty_closedAt_idx" ON "Duty"("closedAt");

-- CreateIndex
CREATE INDEX "DutyNotice_deliveredAt_idx" ON "DutyNotice"("deliveredAt");

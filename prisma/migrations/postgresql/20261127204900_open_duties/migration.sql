-- What is open, by whom it concerns: Prisma's schema knows no partial indexes. A few of a hundred rows are open, and
-- an index of nothing else serves the lists of the day whatever lies in the table, with or without statistics. They
-- end with what else is asked of a row, so that counting reads nothing but the index.
CREATE INDEX "Duty_open_of_owner" ON "Duty"("workspaceId", "ownerId", "urgent", "dueAt", "id", "subjectType", "subjectId") WHERE "state" = 'open';
CREATE INDEX "Duty_open_of_nobody" ON "Duty"("workspaceId", "departmentId", "ownerId", "urgent", "dueAt", "id", "subjectType", "subjectId") WHERE "state" = 'open';
CREATE INDEX "Duty_open_of_department" ON "Duty"("workspaceId", "departmentId", "urgent", "dueAt", "id", "kind", "ownerId", "subjectType", "subjectId") WHERE "state" = 'open';
CREATE INDEX "Duty_open_of_kind" ON "Duty"("workspaceId", "kind", "urgent", "dueAt", "id", "departmentId", "ownerId") WHERE "state" = 'open';
CREATE INDEX "Duty_waiting" ON "Duty"("workspaceId", "nextAt") WHERE "state" = 'open' AND "nextAt" IS NOT NULL;
CREATE INDEX "Handoff_waiting_from" ON "Handoff"("workspaceId", "fromStaffId", "offeredAt", "id") WHERE "decidedAt" IS NULL;
CREATE INDEX "Handoff_waiting_to" ON "Handoff"("workspaceId", "toDepartmentId", "offeredAt", "id") WHERE "decidedAt" IS NULL;
CREATE INDEX "Complaint_open_about" ON "Complaint"("workspaceId", "accusedStaffId", "id") WHERE "closedAt" IS NULL;
CREATE INDEX "Complaint_open_registered" ON "Complaint"("workspaceId", "registeredById", "registeredAt", "id") WHERE "closedAt" IS NULL;
CREATE INDEX "History_handed_over" ON "History"("workspaceId", "actorId", "at") WHERE "event" = 'duty.handed-over';

-- CreateIndex
CREATE INDEX "Handoff_workspaceId_decidedAt_idx" ON "Handoff"("workspaceId", "decidedAt");

-- CreateIndex
CREATE INDEX "Complaint_workspaceId_departmentId_assignedAt_idx" ON "Complaint"("workspaceId", "departmentId", "assignedAt");

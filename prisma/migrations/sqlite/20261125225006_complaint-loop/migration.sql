-- CreateTable
CREATE TABLE "ComplaintStep" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "complaintId" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "byId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "told" TEXT NOT NULL DEFAULT '',
    "feedback" TEXT NOT NULL DEFAULT '',
    "measures" TEXT NOT NULL DEFAULT '',
    "leadMeasures" TEXT NOT NULL DEFAULT '',
    "prevention" TEXT NOT NULL DEFAULT '',
    "rootCause" TEXT,
    "staffId" TEXT,
    "optionId" TEXT,
    "how" TEXT,
    "happenedAt" DATETIME,
    "confirmedBy" TEXT NOT NULL DEFAULT '',
    "proof" TEXT NOT NULL DEFAULT '',
    "satisfaction" INTEGER
);

-- CreateTable
CREATE TABLE "ComplaintOption" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "complaintId" TEXT NOT NULL,
    "stepId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "what" TEXT NOT NULL,
    "amountMinor" BIGINT,
    "currency" TEXT,
    "staffId" TEXT,
    "dueAt" DATETIME
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Complaint" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "kind" TEXT,
    "customerId" TEXT,
    "complainantName" TEXT NOT NULL,
    "relation" TEXT NOT NULL DEFAULT 'self',
    "contactSealed" TEXT,
    "receivedBy" TEXT NOT NULL,
    "receivedAt" DATETIME NOT NULL,
    "content" TEXT NOT NULL,
    "demand" TEXT NOT NULL DEFAULT '',
    "category" TEXT NOT NULL,
    "severity" TEXT NOT NULL DEFAULT 'normal',
    "accusedStaffId" TEXT,
    "accusedDepartmentId" TEXT,
    "sourceLink" TEXT,
    "registeredById" TEXT NOT NULL,
    "registeredAt" DATETIME NOT NULL,
    "policy" TEXT NOT NULL,
    "judgeDueAt" DATETIME NOT NULL,
    "solveDueAt" DATETIME NOT NULL,
    "promisedAt" DATETIME,
    "judgedById" TEXT,
    "judgedAt" DATETIME,
    "judgement" TEXT NOT NULL DEFAULT '',
    "explanation" TEXT NOT NULL DEFAULT '',
    "explainedBy" TEXT NOT NULL DEFAULT '',
    "explainedAt" DATETIME,
    "customerReaction" TEXT NOT NULL DEFAULT '',
    "departmentId" TEXT,
    "centralPersonId" TEXT,
    "investigatorId" TEXT,
    "assignedById" TEXT,
    "assignedAt" DATETIME,
    "outcome" TEXT,
    "mergedIntoId" TEXT,
    "closedAt" DATETIME,
    "reopenedAt" DATETIME,
    "version" INTEGER NOT NULL DEFAULT 1
);
INSERT INTO "new_Complaint" ("accusedDepartmentId", "accusedStaffId", "assignedAt", "assignedById", "category", "centralPersonId", "closedAt", "complainantName", "contactSealed", "content", "customerId", "customerReaction", "demand", "departmentId", "explainedAt", "explainedBy", "explanation", "id", "investigatorId", "judgeDueAt", "judgedAt", "judgedById", "judgement", "kind", "mergedIntoId", "number", "outcome", "policy", "promisedAt", "receivedAt", "receivedBy", "registeredAt", "registeredById", "relation", "reopenedAt", "sequence", "severity", "solveDueAt", "sourceLink", "state", "workspaceId", "year") SELECT "accusedDepartmentId", "accusedStaffId", "assignedAt", "assignedById", "category", "centralPersonId", "closedAt", "complainantName", "contactSealed", "content", "customerId", "customerReaction", "demand", "departmentId", "explainedAt", "explainedBy", "explanation", "id", "investigatorId", "judgeDueAt", "judgedAt", "judgedById", "judgement", "kind", "mergedIntoId", "number", "outcome", "policy", "promisedAt", "receivedAt", "receivedBy", "registeredAt", "registeredById", "relation", "reopenedAt", "sequence", "severity", "solveDueAt", "sourceLink", "state", "workspaceId", "year" FROM "Complaint";
DROP TABLE "Complaint";
ALTER TABLE "new_Complaint" RENAME TO "Complaint";
CREATE INDEX "Complaint_workspaceId_state_solveDueAt_idx" ON "Complaint"("workspaceId", "state", "solveDueAt");
CREATE INDEX "Complaint_workspaceId_customerId_state_idx" ON "Complaint"("workspaceId", "customerId", "state");
CREATE INDEX "Complaint_workspaceId_registeredById_registeredAt_idx" ON "Complaint"("workspaceId", "registeredById", "registeredAt");
CREATE INDEX "Complaint_workspaceId_investigatorId_state_idx" ON "Complaint"("workspaceId", "investigatorId", "state");
CREATE INDEX "Complaint_workspaceId_departmentId_state_idx" ON "Complaint"("workspaceId", "departmentId", "state");
CREATE INDEX "Complaint_workspaceId_registeredAt_idx" ON "Complaint"("workspaceId", "registeredAt");
CREATE INDEX "Complaint_workspaceId_closedAt_idx" ON "Complaint"("workspaceId", "closedAt");
CREATE INDEX "Complaint_workspaceId_accusedStaffId_idx" ON "Complaint"("workspaceId", "accusedStaffId");
CREATE INDEX "Complaint_workspaceId_mergedIntoId_idx" ON "Complaint"("workspaceId", "mergedIntoId");
CREATE UNIQUE INDEX "Complaint_workspaceId_number_key" ON "Complaint"("workspaceId", "number");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "ComplaintStep_workspaceId_complaintId_at_idx" ON "ComplaintStep"("workspaceId", "complaintId", "at");

-- CreateIndex
CREATE INDEX "ComplaintStep_workspaceId_event_at_idx" ON "ComplaintStep"("workspaceId", "event", "at");

-- CreateIndex
CREATE INDEX "ComplaintOption_workspaceId_stepId_position_idx" ON "ComplaintOption"("workspaceId", "stepId", "position");

-- CreateIndex
CREATE INDEX "ComplaintOption_workspaceId_complaintId_idx" ON "ComplaintOption"("workspaceId", "complaintId");

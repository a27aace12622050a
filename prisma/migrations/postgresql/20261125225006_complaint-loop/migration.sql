-- AlterTable
ALTER TABLE "Complaint" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "ComplaintStep" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "complaintId" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "byId" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
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
    "happenedAt" TIMESTAMP(3),
    "confirmedBy" TEXT NOT NULL DEFAULT '',
    "proof" TEXT NOT NULL DEFAULT '',
    "satisfaction" INTEGER,

    CONSTRAINT "ComplaintStep_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ComplaintOption" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "complaintId" TEXT NOT NULL,
    "stepId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "what" TEXT NOT NULL,
    "amountMinor" BIGINT,
    "currency" TEXT,
    "staffId" TEXT,
    "dueAt" TIMESTAMP(3),

    CONSTRAINT "ComplaintOption_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ComplaintStep_workspaceId_complaintId_at_idx" ON "ComplaintStep"("workspaceId", "complaintId", "at");

-- CreateIndex
CREATE INDEX "ComplaintStep_workspaceId_event_at_idx" ON "ComplaintStep"("workspaceId", "event", "at");

-- CreateIndex
CREATE INDEX "ComplaintOption_workspaceId_stepId_position_idx" ON "ComplaintOption"("workspaceId", "stepId", "position");

-- CreateIndex
CREATE INDEX "ComplaintOption_workspaceId_complaintId_idx" ON "ComplaintOption"("workspaceId", "complaintId");

-- CreateIndex
CREATE INDEX "Complaint_workspaceId_mergedIntoId_idx" ON "Complaint"("workspaceId", "mergedIntoId");

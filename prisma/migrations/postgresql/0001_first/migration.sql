-- CreateTable
CREATE TABLE "Workspace" (
    "id" TEXT NOT NULL,
    "enterpriseId" TEXT NOT NULL DEFAULT '',
    "teamId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'zh-CN',
    "timeZone" TEXT NOT NULL DEFAULT 'Asia/Shanghai',
    "holidays" TEXT NOT NULL DEFAULT 'china',
    "workingHours" TEXT NOT NULL,
    "settings" TEXT NOT NULL DEFAULT '{}',
    "setupFinishedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Installation" (
    "workspaceId" TEXT NOT NULL,
    "appId" TEXT NOT NULL DEFAULT '',
    "botUserId" TEXT NOT NULL,
    "botId" TEXT NOT NULL DEFAULT '',
    "botTokenSealed" TEXT NOT NULL,
    "installedBySlackId" TEXT,
    "scopes" TEXT NOT NULL DEFAULT '',
    "installedAt" TIMESTAMP(3) NOT NULL,
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "Installation_pkey" PRIMARY KEY ("workspaceId")
);

-- CreateTable
CREATE TABLE "OwnHoliday" (
    "workspaceId" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "OwnHoliday_pkey" PRIMARY KEY ("workspaceId","date")
);

-- CreateTable
CREATE TABLE "Department" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT,
    "channelId" TEXT,
    "leadId" TEXT,
    "workingHours" TEXT,
    "position" INTEGER NOT NULL DEFAULT 0,
    "digestAt" TEXT DEFAULT '08:30',
    "balanceTurn" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Department_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Staff" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "slackUserId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "departmentId" TEXT,
    "role" TEXT NOT NULL DEFAULT 'member',
    "admin" BOOLEAN NOT NULL DEFAULT false,
    "weight" INTEGER NOT NULL DEFAULT 100,
    "awayFrom" TIMESTAMP(3),
    "awayUntil" TIMESTAMP(3),
    "substituteId" TEXT,
    "locale" TEXT NOT NULL DEFAULT '',
    "timeZone" TEXT NOT NULL DEFAULT '',
    "active" BOOLEAN NOT NULL DEFAULT true,
    "lastAssignedAt" TIMESTAMP(3),
    "welcomedAt" TIMESTAMP(3),
    "remindFrom" TEXT,
    "remindUntil" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Staff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Customer" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "aliasKey" TEXT NOT NULL DEFAULT '',
    "source" TEXT NOT NULL,
    "category" TEXT NOT NULL DEFAULT 'ordinary',
    "stage" TEXT NOT NULL DEFAULT 'lead',
    "dormantSince" TIMESTAMP(3),
    "accountNumber" TEXT,
    "background" TEXT NOT NULL DEFAULT '',
    "preferences" TEXT NOT NULL DEFAULT '',
    "notes" TEXT NOT NULL DEFAULT '',
    "birthday" TEXT,
    "accountManagerId" TEXT,
    "serviceSpecialistId" TEXT,
    "technicalGuideId" TEXT,
    "wrappedKey" TEXT,
    "contactSealed" TEXT,
    "erasedAt" TIMESTAMP(3),
    "createdById" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "lastActivityAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Customer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CustomerPhone" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "fullHash" TEXT NOT NULL,
    "lastFourHash" TEXT NOT NULL,

    CONSTRAINT "CustomerPhone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AccessGrant" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "staffId" TEXT NOT NULL,
    "grantedById" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "until" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AccessGrant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Handoff" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "ownerRole" TEXT NOT NULL,
    "fromDepartmentId" TEXT NOT NULL,
    "fromStaffId" TEXT NOT NULL,
    "toDepartmentId" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "checklist" TEXT NOT NULL DEFAULT '[]',
    "promises" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL,
    "newOwnerId" TEXT,
    "decidedById" TEXT,
    "returnReason" TEXT,
    "bounces" INTEGER NOT NULL DEFAULT 0,
    "offeredAt" TIMESTAMP(3) NOT NULL,
    "tellLeadAt" TIMESTAMP(3) NOT NULL,
    "assignAt" TIMESTAMP(3) NOT NULL,
    "decidedAt" TIMESTAMP(3),

    CONSTRAINT "Handoff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Complaint" (
    "id" TEXT NOT NULL,
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
    "receivedAt" TIMESTAMP(3) NOT NULL,
    "content" TEXT NOT NULL,
    "demand" TEXT NOT NULL DEFAULT '',
    "category" TEXT NOT NULL,
    "severity" TEXT NOT NULL DEFAULT 'normal',
    "accusedStaffId" TEXT,
    "accusedDepartmentId" TEXT,
    "sourceLink" TEXT,
    "registeredById" TEXT NOT NULL,
    "registeredAt" TIMESTAMP(3) NOT NULL,
    "policy" TEXT NOT NULL,
    "judgeDueAt" TIMESTAMP(3) NOT NULL,
    "solveDueAt" TIMESTAMP(3) NOT NULL,
    "promisedAt" TIMESTAMP(3),
    "judgedById" TEXT,
    "judgedAt" TIMESTAMP(3),
    "judgement" TEXT NOT NULL DEFAULT '',
    "explanation" TEXT NOT NULL DEFAULT '',
    "explainedBy" TEXT NOT NULL DEFAULT '',
    "explainedAt" TIMESTAMP(3),
    "customerReaction" TEXT NOT NULL DEFAULT '',
    "departmentId" TEXT,
    "centralPersonId" TEXT,
    "investigatorId" TEXT,
    "assignedById" TEXT,
    "assignedAt" TIMESTAMP(3),
    "outcome" TEXT,
    "mergedIntoId" TEXT,
    "closedAt" TIMESTAMP(3),
    "reopenedAt" TIMESTAMP(3),

    CONSTRAINT "Complaint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Duty" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "subjectType" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "customerId" TEXT,
    "departmentId" TEXT,
    "ownerId" TEXT,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "urgent" BOOLEAN NOT NULL DEFAULT false,
    "ladder" TEXT NOT NULL,
    "nextRung" INTEGER NOT NULL DEFAULT 0,
    "nextAt" TIMESTAMP(3),
    "snoozedUntil" TIMESTAMP(3),
    "snoozeReason" TEXT,
    "state" TEXT NOT NULL DEFAULT 'open',
    "openedAt" TIMESTAMP(3) NOT NULL,
    "closedAt" TIMESTAMP(3),
    "closedById" TEXT,

    CONSTRAINT "Duty_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DutyNotice" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "dutyId" TEXT NOT NULL,
    "staffId" TEXT NOT NULL,
    "rung" TEXT NOT NULL,
    "firedOn" TEXT NOT NULL DEFAULT '',
    "firedAt" TIMESTAMP(3) NOT NULL,
    "deliveredAt" TIMESTAMP(3),

    CONSTRAINT "DutyNotice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutboxOperation" (
    "id" SERIAL NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "destination" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "params" TEXT NOT NULL DEFAULT '{}',
    "parentKey" TEXT,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "claim" INTEGER,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "notBefore" TIMESTAMP(3),
    "nextAt" TIMESTAMP(3) NOT NULL,
    "lastError" TEXT,
    "channelId" TEXT,
    "ts" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "sentAt" TIMESTAMP(3),

    CONSTRAINT "OutboxOperation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Card" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "ts" TEXT,
    "wantedVersion" INTEGER NOT NULL DEFAULT 1,
    "sentVersion" INTEGER NOT NULL DEFAULT 0,
    "pending" BOOLEAN NOT NULL DEFAULT true,
    "parked" BOOLEAN NOT NULL DEFAULT false,
    "claim" INTEGER,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAt" TIMESTAMP(3) NOT NULL,
    "lastError" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Card_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HomeView" (
    "staffId" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "departmentId" TEXT,
    "standsFor" TEXT NOT NULL DEFAULT '',
    "place" TEXT NOT NULL DEFAULT '{}',
    "wantedVersion" INTEGER NOT NULL DEFAULT 1,
    "sentVersion" INTEGER NOT NULL DEFAULT 0,
    "pending" BOOLEAN NOT NULL DEFAULT true,
    "shown" TEXT NOT NULL DEFAULT '',
    "claimedUntil" TIMESTAMP(3),
    "nextAt" TIMESTAMP(3) NOT NULL,
    "openedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "HomeView_pkey" PRIMARY KEY ("staffId")
);

-- CreateTable
CREATE TABLE "SenderLease" (
    "workspaceId" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "until" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SenderLease_pkey" PRIMARY KEY ("workspaceId")
);

-- CreateTable
CREATE TABLE "JobSchedule" (
    "job" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "nextAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "JobSchedule_pkey" PRIMARY KEY ("job","workspaceId")
);

-- CreateTable
CREATE TABLE "JobSlot" (
    "job" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "slot" TIMESTAMP(3) NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "retryAt" TIMESTAMP(3),
    "claimedUntil" TIMESTAMP(3),
    "lastError" TEXT,

    CONSTRAINT "JobSlot_pkey" PRIMARY KEY ("job","workspaceId","slot")
);

-- CreateTable
CREATE TABLE "History" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "subjectType" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "actorType" TEXT NOT NULL,
    "actorId" TEXT,
    "before" TEXT,
    "after" TEXT,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "History_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Counter" (
    "workspaceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "n" INTEGER NOT NULL,

    CONSTRAINT "Counter_pkey" PRIMARY KEY ("workspaceId","name")
);

-- CreateTable
CREATE TABLE "Repeat" (
    "workspaceId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Repeat_pkey" PRIMARY KEY ("workspaceId","key")
);

-- CreateTable
CREATE TABLE "ClockOffset" (
    "id" INTEGER NOT NULL,
    "offsetMs" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "ClockOffset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BriefingSchedule" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "departmentId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "publishAt" TEXT NOT NULL,
    "weekdays" TEXT NOT NULL DEFAULT '',
    "authorIds" TEXT NOT NULL,
    "backupId" TEXT,
    "channelIds" TEXT NOT NULL,
    "fields" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'active',
    "rotaFrom" TEXT NOT NULL,
    "activeFrom" TIMESTAMP(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "changedById" TEXT NOT NULL,
    "changedAt" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "BriefingSchedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Briefing" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "scheduleId" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "publishAt" TIMESTAMP(3) NOT NULL,
    "authorId" TEXT,
    "content" TEXT NOT NULL DEFAULT '[]',
    "state" TEXT NOT NULL DEFAULT 'draft',
    "version" INTEGER NOT NULL DEFAULT 0,
    "writtenById" TEXT,
    "writtenAt" TIMESTAMP(3),
    "readyAt" TIMESTAMP(3),
    "publishedAt" TIMESTAMP(3),
    "late" BOOLEAN NOT NULL DEFAULT false,
    "channelIds" TEXT NOT NULL DEFAULT '[]',
    "correctedById" TEXT,
    "correctedAt" TIMESTAMP(3),
    "correction" TEXT NOT NULL DEFAULT '',
    "countShownAt" TIMESTAMP(3),

    CONSTRAINT "Briefing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BriefingCorrection" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "briefingId" TEXT NOT NULL,
    "before" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "correctedById" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "BriefingCorrection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BriefingRead" (
    "workspaceId" TEXT NOT NULL,
    "briefingId" TEXT NOT NULL,
    "staffId" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "BriefingRead_pkey" PRIMARY KEY ("briefingId","staffId")
);

-- CreateTable
CREATE TABLE "Notice" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "channelIds" TEXT NOT NULL,
    "remindAt" TIMESTAMP(3) NOT NULL,
    "relayedById" TEXT NOT NULL,
    "relayedAt" TIMESTAMP(3) NOT NULL,
    "countShownAt" TIMESTAMP(3),

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NoticeReceipt" (
    "workspaceId" TEXT NOT NULL,
    "noticeId" TEXT NOT NULL,
    "staffId" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "NoticeReceipt_pkey" PRIMARY KEY ("noticeId","staffId")
);

-- CreateTable
CREATE TABLE "RiskAlert" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "situationSealed" TEXT NOT NULL,
    "adviceSealed" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "ownerId" TEXT,
    "raisedById" TEXT NOT NULL,
    "raisedAt" TIMESTAMP(3) NOT NULL,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "reachedById" TEXT,
    "reachedAt" TIMESTAMP(3),
    "reachedBy" TEXT NOT NULL DEFAULT '',
    "outcomeSealed" TEXT,

    CONSTRAINT "RiskAlert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CustomerNote" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "textSealed" TEXT NOT NULL,
    "byId" TEXT,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CustomerNote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Callback" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "state" TEXT NOT NULL DEFAULT 'planned',
    "plannedAt" TIMESTAMP(3) NOT NULL,
    "movedFrom" TIMESTAMP(3),
    "calledAt" TIMESTAMP(3),
    "calledById" TEXT,
    "satisfaction" INTEGER,
    "noteSealed" TEXT,

    CONSTRAINT "Callback_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VipGroup" (
    "workspaceId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "channelId" TEXT,
    "name" TEXT NOT NULL DEFAULT '',
    "cardsChannelId" TEXT NOT NULL,
    "keeperId" TEXT,
    "lost" TEXT,
    "lostAt" TIMESTAMP(3),
    "comparedAt" TIMESTAMP(3),
    "changedById" TEXT,
    "changedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "VipGroup_pkey" PRIMARY KEY ("workspaceId")
);

-- CreateTable
CREATE TABLE "VipMembership" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "slackUserId" TEXT,
    "state" TEXT NOT NULL,
    "wantedAt" TIMESTAMP(3),
    "invitedAt" TIMESTAMP(3),
    "joinedAt" TIMESTAMP(3),
    "removedAt" TIMESTAMP(3),

    CONSTRAINT "VipMembership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VipPresence" (
    "workspaceId" TEXT NOT NULL,
    "slackUserId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "seenAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "VipPresence_pkey" PRIMARY KEY ("workspaceId","slackUserId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Workspace_enterpriseId_teamId_key" ON "Workspace"("enterpriseId", "teamId");

-- CreateIndex
CREATE INDEX "Department_workspaceId_channelId_idx" ON "Department"("workspaceId", "channelId");

-- CreateIndex
CREATE UNIQUE INDEX "Department_workspaceId_key_key" ON "Department"("workspaceId", "key");

-- CreateIndex
CREATE INDEX "Staff_workspaceId_departmentId_active_idx" ON "Staff"("workspaceId", "departmentId", "active");

-- CreateIndex
CREATE INDEX "Staff_workspaceId_substituteId_idx" ON "Staff"("workspaceId", "substituteId");

-- CreateIndex
CREATE UNIQUE INDEX "Staff_workspaceId_slackUserId_key" ON "Staff"("workspaceId", "slackUserId");

-- CreateIndex
CREATE INDEX "Customer_workspaceId_nameKey_idx" ON "Customer"("workspaceId", "nameKey");

-- CreateIndex
CREATE INDEX "Customer_workspaceId_aliasKey_idx" ON "Customer"("workspaceId", "aliasKey");

-- CreateIndex
CREATE INDEX "Customer_workspaceId_accountManagerId_stage_idx" ON "Customer"("workspaceId", "accountManagerId", "stage");

-- CreateIndex
CREATE INDEX "Customer_workspaceId_serviceSpecialistId_stage_idx" ON "Customer"("workspaceId", "serviceSpecialistId", "stage");

-- CreateIndex
CREATE INDEX "Customer_workspaceId_technicalGuideId_stage_idx" ON "Customer"("workspaceId", "technicalGuideId", "stage");

-- CreateIndex
CREATE INDEX "Customer_workspaceId_stage_idx" ON "Customer"("workspaceId", "stage");

-- CreateIndex
CREATE INDEX "Customer_workspaceId_createdAt_idx" ON "Customer"("workspaceId", "createdAt");

-- CreateIndex
CREATE INDEX "Customer_workspaceId_category_birthday_idx" ON "Customer"("workspaceId", "category", "birthday");

-- CreateIndex
CREATE INDEX "CustomerPhone_workspaceId_fullHash_idx" ON "CustomerPhone"("workspaceId", "fullHash");

-- CreateIndex
CREATE INDEX "CustomerPhone_workspaceId_lastFourHash_idx" ON "CustomerPhone"("workspaceId", "lastFourHash");

-- CreateIndex
CREATE UNIQUE INDEX "CustomerPhone_customerId_fullHash_key" ON "CustomerPhone"("customerId", "fullHash");

-- CreateIndex
CREATE INDEX "AccessGrant_customerId_staffId_idx" ON "AccessGrant"("customerId", "staffId");

-- CreateIndex
CREATE INDEX "Handoff_workspaceId_state_toDepartmentId_idx" ON "Handoff"("workspaceId", "state", "toDepartmentId");

-- CreateIndex
CREATE INDEX "Handoff_workspaceId_toDepartmentId_decidedAt_idx" ON "Handoff"("workspaceId", "toDepartmentId", "decidedAt");

-- CreateIndex
CREATE INDEX "Handoff_workspaceId_customerId_state_idx" ON "Handoff"("workspaceId", "customerId", "state");

-- CreateIndex
CREATE INDEX "Handoff_workspaceId_fromStaffId_state_idx" ON "Handoff"("workspaceId", "fromStaffId", "state");

-- CreateIndex
CREATE INDEX "Complaint_workspaceId_state_solveDueAt_idx" ON "Complaint"("workspaceId", "state", "solveDueAt");

-- CreateIndex
CREATE INDEX "Complaint_workspaceId_customerId_state_idx" ON "Complaint"("workspaceId", "customerId", "state");

-- CreateIndex
CREATE INDEX "Complaint_workspaceId_registeredById_registeredAt_idx" ON "Complaint"("workspaceId", "registeredById", "registeredAt");

-- CreateIndex
CREATE INDEX "Complaint_workspaceId_investigatorId_state_idx" ON "Complaint"("workspaceId", "investigatorId", "state");

-- CreateIndex
CREATE INDEX "Complaint_workspaceId_departmentId_state_idx" ON "Complaint"("workspaceId", "departmentId", "state");

-- CreateIndex
CREATE INDEX "Complaint_workspaceId_registeredAt_idx" ON "Complaint"("workspaceId", "registeredAt");

-- CreateIndex
CREATE INDEX "Complaint_workspaceId_closedAt_idx" ON "Complaint"("workspaceId", "closedAt");

-- CreateIndex
CREATE INDEX "Complaint_workspaceId_accusedStaffId_idx" ON "Complaint"("workspaceId", "accusedStaffId");

-- CreateIndex
CREATE UNIQUE INDEX "Complaint_workspaceId_number_key" ON "Complaint"("workspaceId", "number");

-- CreateIndex
CREATE INDEX "Duty_nextAt_idx" ON "Duty"("nextAt");

-- CreateIndex
CREATE INDEX "Duty_workspaceId_ownerId_state_dueAt_idx" ON "Duty"("workspaceId", "ownerId", "state", "dueAt");

-- CreateIndex
CREATE INDEX "Duty_workspaceId_departmentId_state_dueAt_idx" ON "Duty"("workspaceId", "departmentId", "state", "dueAt");

-- CreateIndex
CREATE INDEX "Duty_workspaceId_subjectType_subjectId_state_idx" ON "Duty"("workspaceId", "subjectType", "subjectId", "state");

-- CreateIndex
CREATE INDEX "Duty_workspaceId_customerId_state_idx" ON "Duty"("workspaceId", "customerId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Duty_workspaceId_key_key" ON "Duty"("workspaceId", "key");

-- CreateIndex
CREATE INDEX "DutyNotice_workspaceId_staffId_deliveredAt_idx" ON "DutyNotice"("workspaceId", "staffId", "deliveredAt");

-- CreateIndex
CREATE UNIQUE INDEX "DutyNotice_dutyId_rung_firedOn_staffId_key" ON "DutyNotice"("dutyId", "rung", "firedOn", "staffId");

-- CreateIndex
CREATE INDEX "OutboxOperation_state_nextAt_workspaceId_idx" ON "OutboxOperation"("state", "nextAt", "workspaceId");

-- CreateIndex
CREATE INDEX "OutboxOperation_state_notBefore_idx" ON "OutboxOperation"("state", "notBefore");

-- CreateIndex
CREATE INDEX "OutboxOperation_workspaceId_destination_state_id_idx" ON "OutboxOperation"("workspaceId", "destination", "state", "id");

-- CreateIndex
CREATE UNIQUE INDEX "OutboxOperation_workspaceId_key_key" ON "OutboxOperation"("workspaceId", "key");

-- CreateIndex
CREATE INDEX "Card_pending_parked_nextAt_workspaceId_idx" ON "Card"("pending", "parked", "nextAt", "workspaceId");

-- CreateIndex
CREATE INDEX "Card_workspaceId_pending_channelId_idx" ON "Card"("workspaceId", "pending", "channelId");

-- CreateIndex
CREATE INDEX "Card_workspaceId_channelId_ts_idx" ON "Card"("workspaceId", "channelId", "ts");

-- CreateIndex
CREATE UNIQUE INDEX "Card_workspaceId_kind_subjectId_channelId_key" ON "Card"("workspaceId", "kind", "subjectId", "channelId");

-- CreateIndex
CREATE INDEX "HomeView_pending_nextAt_idx" ON "HomeView"("pending", "nextAt");

-- CreateIndex
CREATE INDEX "HomeView_workspaceId_departmentId_idx" ON "HomeView"("workspaceId", "departmentId");

-- CreateIndex
CREATE INDEX "JobSchedule_nextAt_idx" ON "JobSchedule"("nextAt");

-- CreateIndex
CREATE INDEX "JobSlot_state_retryAt_idx" ON "JobSlot"("state", "retryAt");

-- CreateIndex
CREATE INDEX "History_workspaceId_subjectType_subjectId_at_idx" ON "History"("workspaceId", "subjectType", "subjectId", "at");

-- CreateIndex
CREATE INDEX "History_workspaceId_event_at_idx" ON "History"("workspaceId", "event", "at");

-- CreateIndex
CREATE INDEX "Repeat_at_idx" ON "Repeat"("at");

-- CreateIndex
CREATE INDEX "BriefingSchedule_workspaceId_state_idx" ON "BriefingSchedule"("workspaceId", "state");

-- CreateIndex
CREATE INDEX "Briefing_workspaceId_date_idx" ON "Briefing"("workspaceId", "date");

-- CreateIndex
CREATE INDEX "Briefing_workspaceId_state_publishAt_idx" ON "Briefing"("workspaceId", "state", "publishAt");

-- CreateIndex
CREATE UNIQUE INDEX "Briefing_scheduleId_date_key" ON "Briefing"("scheduleId", "date");

-- CreateIndex
CREATE INDEX "BriefingCorrection_briefingId_at_idx" ON "BriefingCorrection"("briefingId", "at");

-- CreateIndex
CREATE INDEX "Notice_workspaceId_relayedAt_idx" ON "Notice"("workspaceId", "relayedAt");

-- CreateIndex
CREATE INDEX "RiskAlert_workspaceId_customerId_state_idx" ON "RiskAlert"("workspaceId", "customerId", "state");

-- CreateIndex
CREATE INDEX "RiskAlert_workspaceId_raisedAt_idx" ON "RiskAlert"("workspaceId", "raisedAt");

-- CreateIndex
CREATE INDEX "CustomerNote_workspaceId_customerId_at_idx" ON "CustomerNote"("workspaceId", "customerId", "at");

-- CreateIndex
CREATE INDEX "Callback_workspaceId_customerId_state_idx" ON "Callback"("workspaceId", "customerId", "state");

-- CreateIndex
CREATE INDEX "Callback_workspaceId_state_plannedAt_idx" ON "Callback"("workspaceId", "state", "plannedAt");

-- CreateIndex
CREATE INDEX "VipMembership_workspaceId_state_idx" ON "VipMembership"("workspaceId", "state");

-- CreateIndex
CREATE INDEX "VipMembership_workspaceId_slackUserId_idx" ON "VipMembership"("workspaceId", "slackUserId");

-- CreateIndex
CREATE UNIQUE INDEX "VipMembership_workspaceId_customerId_key" ON "VipMembership"("workspaceId", "customerId");

-- CreateIndex
CREATE INDEX "VipPresence_workspaceId_kind_idx" ON "VipPresence"("workspaceId", "kind");

-- AddForeignKey
ALTER TABLE "Installation" ADD CONSTRAINT "Installation_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Staff" ADD CONSTRAINT "Staff_departmentId_fkey" FOREIGN KEY ("departmentId") REFERENCES "Department"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CustomerPhone" ADD CONSTRAINT "CustomerPhone_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema cannot say; appended to the first migration.

-- History is append-only.
CREATE FUNCTION "history_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'History is append-only: rows are never changed or deleted';
END;
$$;
CREATE TRIGGER "History_no_change" BEFORE UPDATE OR DELETE OR TRUNCATE ON "History"
FOR EACH STATEMENT EXECUTE FUNCTION "history_is_append_only"();

-- Names are searched by prefix ranges, which are only right in byte order, whatever the database's locale.
ALTER TABLE "Customer" ALTER COLUMN "nameKey" TYPE TEXT COLLATE "C";
ALTER TABLE "Customer" ALTER COLUMN "aliasKey" TYPE TEXT COLLATE "C";

-- Names are searched by prefix, as a range. In a language's own order that range means something else, or
-- nothing; bytes are also how SQLite compares.
ALTER TABLE "Customer" ALTER COLUMN "nameKey" TYPE TEXT COLLATE "C";

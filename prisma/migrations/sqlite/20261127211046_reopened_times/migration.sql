-- AlterTable
ALTER TABLE "Complaint" ADD COLUMN "reopenedTimes" INTEGER NOT NULL DEFAULT 0;

-- What was reopened before this was counted.
UPDATE "Complaint" SET "reopenedTimes" = (
  SELECT count(*) FROM "ComplaintStep"
  WHERE "ComplaintStep"."workspaceId" = "Complaint"."workspaceId"
    AND "ComplaintStep"."complaintId" = "Complaint"."id"
    AND "ComplaintStep"."event" = 'reopen'
) WHERE "reopenedAt" IS NOT NULL;

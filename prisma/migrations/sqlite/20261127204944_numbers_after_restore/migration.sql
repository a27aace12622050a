-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN "numbersUnsureSince" DATETIME;

-- AlterTable
ALTER TABLE "Instance" ADD COLUMN "home" TEXT;

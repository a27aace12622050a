-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN     "numbersUnsureSince" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Instance" ADD COLUMN     "home" TEXT;

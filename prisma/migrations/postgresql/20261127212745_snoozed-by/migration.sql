-- AlterTable
ALTER TABLE "Duty" ADD COLUMN     "snoozedById" TEXT;

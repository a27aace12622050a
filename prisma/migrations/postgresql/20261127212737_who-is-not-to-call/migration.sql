-- AlterTable
ALTER TABLE "Callback" ADD COLUMN     "notBy" TEXT;

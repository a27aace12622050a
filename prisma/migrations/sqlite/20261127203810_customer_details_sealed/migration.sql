-- AlterTable
ALTER TABLE "Customer" ADD COLUMN "detailsSealed" TEXT;

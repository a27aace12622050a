-- AlterTable
ALTER TABLE "Installation" ADD COLUMN "refreshTokenSealed" TEXT;
ALTER TABLE "Installation" ADD COLUMN "refreshingUntil" DATETIME;
ALTER TABLE "Installation" ADD COLUMN "tokenExpiresAt" DATETIME;

-- AlterTable
ALTER TABLE "Duty" ADD COLUMN "pausedNextAt" DATETIME;

-- CreateIndex
CREATE INDEX "Installation_tokenExpiresAt_idx" ON "Installation"("tokenExpiresAt");

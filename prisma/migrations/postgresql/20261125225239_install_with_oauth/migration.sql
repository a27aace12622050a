-- AlterTable
ALTER TABLE "Installation" ADD COLUMN     "refreshTokenSealed" TEXT,
ADD COLUMN     "refreshingUntil" TIMESTAMP(3),
ADD COLUMN     "tokenExpiresAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Duty" ADD COLUMN     "pausedNextAt" TIMESTAMP(3);

-- CreateIndex
CREATE INDEX "Installation_tokenExpiresAt_idx" ON "Installation"("tokenExpiresAt");

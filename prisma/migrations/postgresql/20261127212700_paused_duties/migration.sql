-- What waits while Baton is not installed: nearly always nothing. Prisma's schema knows no partial indexes.
CREATE INDEX "Duty_paused" ON "Duty"("workspaceId", "id") WHERE "pausedNextAt" IS NOT NULL;

-- CreateTable
CREATE TABLE "HandoffTick" (
    "workspaceId" TEXT NOT NULL,
    "handoffId" TEXT NOT NULL,
    "item" INTEGER NOT NULL,
    "staffId" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "HandoffTick_pkey" PRIMARY KEY ("handoffId","item")
);

-- CreateIndex
CREATE INDEX "HandoffTick_workspaceId_idx" ON "HandoffTick"("workspaceId");

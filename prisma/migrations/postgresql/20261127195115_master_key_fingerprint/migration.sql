-- CreateTable
CREATE TABLE "Instance" (
    "id" INTEGER NOT NULL,
    "keyFingerprint" TEXT NOT NULL,

    CONSTRAINT "Instance_pkey" PRIMARY KEY ("id")
);

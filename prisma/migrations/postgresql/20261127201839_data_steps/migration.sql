-- CreateTable
CREATE TABLE "DataStep" (
    "name" TEXT NOT NULL,
    "cursor" TEXT,
    "doneAt" TIMESTAMP(3),

    CONSTRAINT "DataStep_pkey" PRIMARY KEY ("name")
);

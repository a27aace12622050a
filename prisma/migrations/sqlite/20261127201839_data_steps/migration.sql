-- CreateTable
CREATE TABLE "DataStep" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "cursor" TEXT,
    "doneAt" DATETIME
);

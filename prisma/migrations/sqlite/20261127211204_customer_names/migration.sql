-- DropIndex
DROP INDEX "Customer_workspaceId_nameKey_idx";

-- DropIndex
DROP INDEX "Customer_workspaceId_aliasKey_idx";

-- CreateTable
CREATE TABLE "CustomerName" (
    "workspaceId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,

    PRIMARY KEY ("workspaceId", "key", "customerId"),
    CONSTRAINT "CustomerName_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "CustomerName_customerId_idx" ON "CustomerName"("customerId");

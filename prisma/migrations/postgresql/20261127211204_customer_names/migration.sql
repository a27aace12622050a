-- DropIndex
DROP INDEX "Customer_workspaceId_nameKey_idx";

-- DropIndex
DROP INDEX "Customer_workspaceId_aliasKey_idx";

-- CreateTable
CREATE TABLE "CustomerName" (
    "workspaceId" TEXT NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    "customerId" TEXT NOT NULL,

    CONSTRAINT "CustomerName_pkey" PRIMARY KEY ("workspaceId","key","customerId")
);

-- CreateIndex
CREATE INDEX "CustomerName_customerId_idx" ON "CustomerName"("customerId");

-- AddForeignKey
ALTER TABLE "CustomerName" ADD CONSTRAINT "CustomerName_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- DropIndex
DROP INDEX "Callback_workspaceId_state_plannedAt_idx";

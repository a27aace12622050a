import type { PrismaClient } from './generated/sqlite/client.js';

export type {
  Briefing,
  BriefingCorrection,
  BriefingSchedule,
  Callback,
  Card,
  Complaint,
  ComplaintOption,
  ComplaintStep,
  Customer,
  CustomerNote,
  CustomerPhone,
  Department,
  Duty,
  DutyNotice,
  Handoff,
  History,
  HomeView,
  Installation,
  Notice,
  OutboxOperation,
  OwnHoliday,
  RiskAlert,
  Staff,
  VipGroup,
  VipMembership,
  VipPresence,
  Workspace,
} from './generated/sqlite/client.js';

type Model = Exclude<keyof PrismaClient, `$${string}` | symbol>;
type ReadMethod =
  | 'findUnique'
  | 'findUniqueOrThrow'
  | 'findFirst'
  | 'findFirstOrThrow'
  | 'findMany'
  | 'count'
  | 'aggregate'
  | 'groupBy';

/** What may be read, inside or outside a transaction. A Tx is also a Reader. */
export type Reader = {
  readonly [M in Model]: Pick<PrismaClient[M], ReadMethod & keyof PrismaClient[M]>;
} & Pick<PrismaClient, '$queryRaw'>;

/** An open transaction: reads and writes. There is no other way to write. */
export type Tx = { readonly [M in Model]: PrismaClient[M] } & Pick<PrismaClient, '$queryRaw' | '$executeRaw'>;

export interface Database {
  readonly provider: 'sqlite' | 'postgresql';
  /** Reads outside a transaction. Throws when touched inside a transaction's callback (it would deadlock). */
  readonly read: Reader;
  /**
   * One transaction; rolled back when `work` throws. Nested calls throw. `work` may run up to three times, each
   * time on a fresh transaction, when PostgreSQL ends it for another one's sake (deadlock, serialization): it
   * must do nothing but read and write the database.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * How many transactions of this process have written to workspaces, departments or staff: what was read of
   * them while the number stays the same is as they stand, as far as this process knows.
   */
  companyChanges(): number;
  close(): Promise<void>;
}

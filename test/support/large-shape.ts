/**
 * What a company looks like after some years (bench/company/ fills one like it): what the planner is told, and which
 * tables may be read as a whole. A table that is not named here has as many rows as there are customers.
 */
const rows: Readonly<Record<string, number>> = {
  AccessGrant: 2_000,
  Briefing: 2_000,
  BriefingCorrection: 200,
  Callback: 300_000,
  ComplaintOption: 200_000,
  ComplaintStep: 500_000,
  CustomerName: 200_000,
  CustomerNote: 20_000,
  Duty: 1_000_000,
  DutyNotice: 1_000_000,
  History: 900_000,
  Notice: 1_000,
  NoticeReceipt: 50_000,
  OutboxOperation: 500_000,
  Repeat: 200_000,
  RiskAlert: 5_000,
  VipMembership: 20_000,
  VipPresence: 1_500,
};

const customers = 100_000;

/** Tables that are as large as the company itself, whatever happens in its years: reading all of one is no harm. */
const companySized: Readonly<Record<string, number>> = {
  BriefingSchedule: 5,
  ClockOffset: 1,
  Counter: 20,
  Department: 5,
  HomeView: 200,
  Installation: 1,
  Instance: 1,
  JobSchedule: 20,
  OwnHoliday: 50,
  OwnerLoad: 200,
  SenderLease: 2,
  Staff: 200,
  VipGroup: 1,
  Workspace: 1,
};

/** How many values a column has, where they are few. */
const few: Readonly<Record<string, number>> = {
  workspaceId: 1,
  enterpriseId: 1,
  state: 3,
  kind: 5,
  subjectType: 4,
  event: 20,
  stage: 7,
  category: 3,
  source: 6,
  pending: 2,
  parked: 2,
  active: 2,
  job: 10,
  rung: 4,
  firedOn: 1,
  departmentId: 5,
  toDepartmentId: 5,
  ownerRole: 3,
  destination: 210,
  ownerId: 200,
  staffId: 200,
  fromStaffId: 200,
  accountManagerId: 200,
  serviceSpecialistId: 200,
  technicalGuideId: 200,
  registeredById: 200,
  centralPersonId: 200,
  investigatorId: 200,
  accusedStaffId: 200,
  authorId: 200,
};

/** So few values that the rows of one may be most of the table. */
const coarseBelow = 100;
/** So many that the rows of one belong to one record. */
const fineFrom = 1_000;

export const grows = (table: string): boolean => !Object.hasOwn(companySized, table);

export function rowsOf(table: string): number {
  return companySized[table] ?? rows[table] ?? customers;
}

/** How many values a column has in a large company. */
export function valuesOf(table: string, column: string): number {
  return few[column] ?? rowsOf(table);
}

export const isCoarse = (table: string, column: string): boolean => valuesOf(table, column) < coarseBelow;
export const isFine = (table: string, column: string): boolean => valuesOf(table, column) >= fineFrom;

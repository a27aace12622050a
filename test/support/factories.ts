import { randomUUID } from 'node:crypto';
import { defaultWorkingHours } from '../../src/calendar/working-hours.js';
import { type MovableClock, movableClock } from '../../src/clock.js';
import type { Config } from '../../src/config.js';
import type { Context, Services } from '../../src/context.js';
import { createVault } from '../../src/db/sealing.js';
import type { Database, Department, Workspace } from '../../src/db/types.js';
import type { Feature } from '../../src/feature.js';
import type { Person } from '../../src/people/person.js';
import { quietLog } from './database.js';

/** Wednesday 2026-11-25, 10:00 in Shanghai: an ordinary working morning (winter hours 9–12, 13:30–17). */
export const wednesdayAtTen = new Date('2026-11-25T02:00:00Z');

export const testConfig: Config = {
  mode: 'http',
  botToken: 'xoxb-test',
  appToken: undefined,
  signingSecret: 'test-signing-secret',
  oauth: undefined,
  slackApiUrl: 'http://127.0.0.1:1/api/',
  port: 0,
  playgroundLanguage: 'zh-CN',
  playgroundPort: 0,
  databaseUrl: 'file:/nowhere',
  dataDirectory: '/nowhere',
  masterKey: Buffer.alloc(32, 7),
  admin: undefined,
  logLevel: 'silent',
  messagesPerMinute: 300,
};

export interface TestServices extends Services {
  readonly clock: MovableClock;
  /** The workspaces whose outbox was nudged, in order. */
  readonly nudged: string[];
}

/** Services over a database, with a clock that stands still; Slack is out of reach. */
export function testServices({
  db,
  features = [],
  start = wednesdayAtTen,
  clock = movableClock({ start, running: false }),
  log = quietLog,
}: {
  db: Database;
  features?: readonly Feature[];
  start?: Date;
  clock?: MovableClock;
  log?: Services['log'];
}): TestServices {
  const nudged: string[] = [];
  const outOfReach = () => {
    throw new Error('No Slack in this test');
  };
  return {
    config: testConfig,
    db,
    clock,
    vault: createVault({ masterKey: Buffer.alloc(32, 7) }),
    log,
    features,
    slack: { of: outOfReach, forSending: outOfReach, forget: () => {} },
    nudge: (workspaceId) => void nudged.push(workspaceId),
    nudged,
  };
}

/** What a use-case is called with; without `staff` the system acts. */
export function contextOf(
  services: TestServices,
  { workspaceId, staff, repeatKey }: { workspaceId: string; staff?: Person; repeatKey?: string },
): Context {
  return {
    services,
    workspaceId,
    actor: staff ? { type: 'person', staff } : { type: 'system' },
    now: services.clock.now(),
    ...(repeatKey ? { repeatKey } : {}),
  };
}

/** A company in Shanghai with the usual hours and no public holidays, unless told otherwise. */
export function makeWorkspace(db: Database, data: Partial<Workspace> = {}): Promise<Workspace> {
  return db.transaction((tx) =>
    tx.workspace.create({
      data: {
        teamId: `T${randomUUID()}`,
        name: 'Golden Bridge',
        locale: 'zh-CN',
        timeZone: 'Asia/Shanghai',
        holidays: 'none',
        workingHours: JSON.stringify(defaultWorkingHours),
        createdAt: wednesdayAtTen,
        ...data,
      },
    }),
  );
}

export function makeDepartment(
  db: Database,
  data: Partial<Department> & { workspaceId: string; key: string },
): Promise<Department> {
  return db.transaction((tx) => tx.department.create({ data }));
}

let people = 0;

/** Somebody of the company; an active member, unless told otherwise. */
export function makeStaff(
  db: Database,
  data: Partial<Omit<Person, 'department'>> & { workspaceId: string },
): Promise<Person> {
  people++;
  return db.transaction((tx) =>
    tx.staff.create({
      data: { slackUserId: `U${people}X`, name: `Person ${people}`, createdAt: wednesdayAtTen, ...data },
      include: { department: true },
    }),
  );
}

/** Takes a person's row as it now stands. */
export function reload(db: Database, staff: Person): Promise<Person> {
  return db.read.staff.findUniqueOrThrow({ where: { id: staff.id }, include: { department: true } });
}

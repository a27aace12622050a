import type { Context } from '../../src/context.js';
import type { Stage } from '../../src/customers/customer.js';
import { moveStage } from '../../src/customers/move-stage.js';
import { registerCustomer } from '../../src/customers/register-customer.js';
import type { Customer, Duty, Workspace } from '../../src/db/types.js';
import { setUpCompany } from '../../src/demo/set-up-company.js';
import { features } from '../../src/features.js';
import { ensureWorkspace } from '../../src/people/ensure-workspace.js';
import type { Person } from '../../src/people/person.js';
import { UserError } from '../../src/slack/user-error.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { type TestServices, testServices, wednesdayAtTen } from '../support/factories.js';

/** The demo company over a fresh database, with what the stories of a customer's life need. */
export async function lifeCompany(start = wednesdayAtTen) {
  const database: TestDatabase = await testDatabase();
  const { db } = database;
  const services: TestServices = testServices({ db, features, start });
  const workspace: Workspace = await ensureWorkspace({ db, now: start }, { teamId: 'T0LIFE', name: 'Demo' });
  const workspaceId = workspace.id;
  const people = await setUpCompany(services, { workspaceId });
  const person = (handle: string) => people.get(handle) as Person;
  const system = (): Context => ({
    services,
    workspaceId,
    actor: { type: 'system' },
    now: services.clock.now(),
  });
  const as = (handle: string): Context => ({ ...system(), actor: { type: 'person', staff: person(handle) } });
  let serial = 0;
  return {
    db,
    services,
    workspaceId,
    people,
    person,
    as,
    system,
    close: () => database.close(),
    async customer(
      data: Partial<Parameters<typeof registerCustomer>[1]> = {},
      by = 'liwei',
    ): Promise<string> {
      serial += 1;
      const { customerId } = await registerCustomer(as(by), {
        name: `客户${serial}`,
        phones: [],
        source: 'online',
        ...data,
      });
      return customerId;
    },
    /** A customer just before their account is opened; Service does not know them yet. */
    async visitor(): Promise<string> {
      const id = await this.customer();
      await this.move(id, 'invited');
      await this.move(id, 'visited');
      return id;
    },
    get: (id: string): Promise<Customer> => db.read.customer.findUniqueOrThrow({ where: { id } }),
    async move(customerId: string, to: Stage, by = 'liwei', reason = ''): Promise<void> {
      const { stage } = await db.read.customer.findUniqueOrThrow({ where: { id: customerId } });
      await moveStage(as(by), { customerId, from: stage as Stage, to, reason });
    },
    /** The open duties about a customer, by kind. */
    async owed(customerId: string): Promise<Map<string, Duty>> {
      const duties = await db.read.duty.findMany({ where: { workspaceId, customerId, state: 'open' } });
      return new Map(duties.map((duty) => [duty.kind, duty]));
    },
    calls: (customerId: string) =>
      db.read.callback.findMany({ where: { workspaceId, customerId }, orderBy: { id: 'asc' } }),
    codeOf: (work: Promise<unknown>): Promise<string> =>
      work.then(
        () => 'done',
        (error: unknown) => (error instanceof UserError ? error.code : Promise.reject(error)),
      ),
  };
}

/** A Shanghai wall-clock time as an instant. */
export const at = (local: string) => new Date(`${local.replace(' ', 'T')}:00+08:00`);

import { readConfig } from '../src/config.js';
import { registerCustomer } from '../src/customers/register-customer.js';
import { setUpCompany } from '../src/demo/set-up-company.js';
import { type RunningBaton, startBaton } from '../src/start.js';
import { environment } from './children.js';
import { median } from './figures.js';
import { phase, send } from './requests.js';

export interface Where {
  stubPort: number;
  databaseUrl: string;
}

/** Baton in this process, doing nothing by itself. */
function startHere({ stubPort, databaseUrl }: Where, onQuery?: (sql: string) => void) {
  const settings = { ...environment(stubPort), DATABASE_URL: databaseUrl, PORT: '0', LOG_LEVEL: 'error' };
  return startBaton({ config: readConfig(settings), heartbeat: false, ...(onQuery ? { onQuery } : {}) });
}

/** Work on Baton's database through Baton, in this process. */
export async function withBatonHere<T>(where: Where, work: (baton: RunningBaton) => Promise<T>): Promise<T> {
  const baton = await startHere(where);
  try {
    return await work(baton);
  } finally {
    await baton.stop();
  }
}

/** A migrated database with the demo company set up, Sam among them, and a customer; the customer's id. */
export async function prepareDatabase(where: Where): Promise<string> {
  const baton = await startHere(where);
  const { services, workspace } = baton;
  const people = await setUpCompany(services, { workspaceId: workspace.id });
  const staff = people.get('sam');
  if (!staff) throw new Error('Sam was not set up');
  const { customerId } = await registerCustomer(
    { services, workspaceId: workspace.id, actor: { type: 'person', staff }, now: services.clock.now() },
    { name: '张伟', phones: ['13800138000'], source: 'walk-in' },
  );
  await baton.stop();
  return customerId;
}

/** SQL statements from a submission's arrival to its ack, without BEGIN and COMMIT: for each of the bodies. */
export async function countStatements(where: Where, bodies: (() => string)[]): Promise<number[]> {
  let count = 0;
  const baton = await startHere(where, () => {
    count += 1;
  });
  const port = Number(new URL(baton.url ?? '').port);
  const counted: number[] = [];
  for (const body of bodies) {
    const counts: number[] = [];
    for (let n = 0; n < 5; n++) {
      count = 0;
      await phase(port, (target) => send(target, body()));
      counts.push(count);
    }
    // The first request of a process also looks up the installation.
    counted.push(median(counts));
  }
  await baton.stop();
  return counted;
}

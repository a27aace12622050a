import { readConfig } from '../src/config.js';
import { type DemoPerson, demoPeople } from '../src/demo/company.js';
import { setUpCompany } from '../src/demo/set-up-company.js';
import { startBaton } from '../src/start.js';
import { environment } from './children.js';
import { keepAlive, send } from './requests.js';

async function inProcess(
  { apiUrl, databaseUrl }: { apiUrl: string; databaseUrl: string },
  onQuery?: (sql: string) => void,
) {
  const config = readConfig({ ...environment(apiUrl), DATABASE_URL: databaseUrl, PORT: '0' });
  return startBaton({ config, heartbeat: false, ...(onQuery ? { onQuery } : {}) });
}

/** A migrated database with the demo company set up, Sam among them. */
export async function prepareDatabase(where: { apiUrl: string; databaseUrl: string }): Promise<void> {
  const baton = await inProcess(where);
  await setUpCompany(baton.services, {
    workspaceId: baton.workspace.id,
    people: demoPeople as readonly DemoPerson[],
  });
  await baton.stop();
}

/** SQL statements of one submission, without BEGIN and COMMIT; the median of a few. */
export async function countStatements({
  body,
  ...where
}: {
  apiUrl: string;
  databaseUrl: string;
  body: () => string;
}): Promise<number> {
  let count = 0;
  const baton = await inProcess(where, (sql) => {
    if (!/^\s*(BEGIN|COMMIT|ROLLBACK)/i.test(sql)) count += 1;
  });
  const agent = keepAlive();
  const port = Number(new URL(baton.url ?? '').port);
  const counts: number[] = [];
  for (let n = 0; n < 5; n++) {
    count = 0;
    await send({ port, agent, body: body() });
    counts.push(count);
  }
  agent.destroy();
  await baton.stop();
  return counts.sort((a, b) => a - b)[2] ?? 0;
}

// npm run bench: one run, the contenders in turn, ratios within the run. Explained in docs/benchmarks.md.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Child, startBareBolt, startBuiltBaton } from './children.js';
import { countStatements, prepareDatabase } from './prepare.js';
import { atRate, commandBody, inFlight, keepAlive, quantile, submissionBody } from './requests.js';
import { startSlackStub } from './slack-stub.js';

const rounds = 3;
const rows: [what: string, measured: string, aim: string][] = [];
const ms = (value: number) => `${value.toFixed(1)} ms`;
const median = (numbers: readonly number[]) => quantile(numbers, 0.5);

const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
const stub = await startSlackStub();
try {
  const sqlite = `file:${join(folder, 'baton.db')}`;
  await prepareDatabase({ apiUrl: stub.apiUrl, databaseUrl: sqlite });
  await commands(sqlite);
  await submissions('SQLite', sqlite);
  await withPostgres((url) => submissions('PostgreSQL', url));
} finally {
  await stub.close();
  rmSync(folder, { recursive: true, force: true });
}
const widths = [0, 1].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
for (const row of rows) console.log(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('   '));

async function commands(databaseUrl: string): Promise<void> {
  const starts: number[] = [];
  for (let n = 0; n < rounds; n++) {
    const child = await startBuiltBaton({ apiUrl: stub.apiUrl, databaseUrl });
    starts.push(child.startedInMs);
    await child.stop();
  }
  const baton = await startBuiltBaton({ apiUrl: stub.apiUrl, databaseUrl });
  const agent = keepAlive();
  const batonAt = { port: baton.port, agent };
  await inFlight(batonAt, { count: 1, inFlight: 1, body: commandBody });
  while (!stub.view()) await new Promise((resolve) => setTimeout(resolve, 10));
  const viewFile = join(folder, 'view.json');
  writeFileSync(viewFile, JSON.stringify(stub.view()));
  const bare = await startBareBolt({ apiUrl: stub.apiUrl, viewFile });
  const bareAt = { port: bare.port, agent };
  for (const target of [batonAt, bareAt]) await work(target, { count: 300, lanes: 10 });

  const acks = { baton: [] as number[], bare: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    acks.baton.push(...(await atRate(batonAt, { perSecond: 100, seconds: 4 })));
    acks.bare.push(...(await atRate(bareAt, { perSecond: 100, seconds: 4 })));
  }
  const [p99, bareP99] = [quantile(acks.baton, 0.99), quantile(acks.bare, 0.99)];
  rows.push([
    'command to ack at 100/s, p99: Baton − bare Bolt',
    `${ms(p99 - bareP99)} (${ms(p99)} − ${ms(bareP99)})`,
    '≤ 5 ms',
  ]);

  for (const lanes of [1, 10, 50]) {
    const ratios: number[] = [];
    const rates: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const ours = await work(batonAt, { count: 400, lanes });
      const theirs = await work(bareAt, { count: 400, lanes });
      rates.push(ours);
      ratios.push(ours / theirs);
    }
    rows.push([
      `commands with modal, ${lanes} in flight: Baton ÷ bare Bolt`,
      `${median(ratios).toFixed(2)} (${median(rates).toFixed(0)}/s)`,
      '≥ 0.85',
    ]);
  }
  await memory(baton, batonAt);
  rows.push(['start to ready (built, migrated)', ms(median(starts)), '≤ 1,500 ms']);
  await bare.stop();
  await baton.stop();
  agent.destroy();
}

/** Commands a second, counted until the last modal has been opened. */
async function work(
  target: { port: number; agent: ReturnType<typeof keepAlive> },
  { count, lanes }: { count: number; lanes: number },
): Promise<number> {
  const allOpened = stub.opensAnother(count);
  const started = performance.now();
  await inFlight(target, { count, inFlight: lanes, body: commandBody });
  await allOpened;
  return (count * 1000) / (performance.now() - started);
}

async function memory(
  baton: Child,
  target: { port: number; agent: ReturnType<typeof keepAlive> },
): Promise<void> {
  await work(target, { count: 10_000, lanes: 20 });
  rows.push(['resident memory after 10,000 commands', `${baton.residentMb().toFixed(0)} MB`, '≤ 200 MB']);
}

async function submissions(name: string, databaseUrl: string): Promise<void> {
  const view = stub.view();
  if (!view) throw new Error('No form was opened');
  if (name !== 'SQLite') await prepareDatabase({ apiUrl: stub.apiUrl, databaseUrl });
  const statements = await countStatements({
    apiUrl: stub.apiUrl,
    databaseUrl,
    body: () => submissionBody(view),
  });
  const baton = await startBuiltBaton({ apiUrl: stub.apiUrl, databaseUrl });
  const agent = keepAlive();
  const target = { port: baton.port, agent };
  const body = () => submissionBody(view);
  await inFlight(target, { count: 100, inFlight: 1, body });
  const times = await inFlight(target, { count: 400, inFlight: 1, body });
  const started = performance.now();
  await inFlight(target, { count: 400, inFlight: 10, body });
  const perSecond = 400_000 / (performance.now() - started);
  rows.push([
    `complaint submitted to ack after commit, ${name}`,
    `p50 ${ms(quantile(times, 0.5))}, p99 ${ms(quantile(times, 0.99))}, ${perSecond.toFixed(0)}/s with 10 in flight`,
    '',
  ]);
  rows.push([`SQL statements of a submission, ${name}`, String(statements), '≤ 12']);
  await baton.stop();
  agent.destroy();
}

async function withPostgres(run: (url: string) => Promise<void>): Promise<void> {
  const server = process.env.TEST_POSTGRES_URL;
  if (!server) {
    rows.push(['PostgreSQL', 'left out: TEST_POSTGRES_URL names no server', '']);
    return;
  }
  const name = `baton_bench_${process.pid}`;
  const admin = new pg.Client(server);
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  try {
    const url = new URL(server);
    url.pathname = `/${name}`;
    await run(url.toString());
  } finally {
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  }
}

// npm run bench: one run, the contenders in turn, ratios within the run. Explained in docs/benchmarks.md.
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startBareBolt, startBuiltBaton } from './children.js';
import { measureCommands } from './commands.js';
import { median, ms, type Row, range, table } from './figures.js';
import { prepareDatabase } from './prepare.js';
import { startSlackStub } from './slack-stub.js';
import { measureSubmissions } from './submissions.js';
import { within } from './within.js';

/** On a machine that has nothing else to do a run takes half of it. */
const patienceMs = 7 * 60_000;
const rows: Row[] = [];

const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const begun = performance.now();
const loadBefore = load();
const stub = await startSlackStub();
try {
  await within(patienceMs, () => 'the whole run', measureAll());
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
// What was measured before something failed is true all the same.
const conditions = [
  `Node ${process.version}`,
  `${availableParallelism()} × ${cpus()[0]?.model.trim()}`,
  `load ${loadBefore} before, ${load()} after`,
  `fsync ${ms(fsyncMs())}`,
  `${((performance.now() - begun) / 1000).toFixed(0)} s`,
];
console.log(`\n${table(rows)}\n\n${conditions.join('; ')}. docs/benchmarks.md explains the rows.`);
process.exit();

async function measureAll(): Promise<void> {
  const databaseUrl = `file:${join(folder, 'baton.db')}`;
  const customerId = await step('preparing a company on SQLite', () =>
    prepareDatabase({ stubPort: stub.port, databaseUrl }),
  );
  rows.push(...(await step('commands', () => measureCommands({ stub, databaseUrl, folder }))));
  const view = stub.lastView();
  rows.push(...(await step('starts', () => measureStarts(databaseUrl))));
  rows.push(
    ...(await step('submissions on SQLite', () =>
      measureSubmissions({ name: 'SQLite', stub, databaseUrl, view, customerId }),
    )),
  );
  const server = process.env.TEST_POSTGRES_URL;
  if (!server) {
    rows.push({ what: 'PostgreSQL', measured: 'left out: TEST_POSTGRES_URL names no server' });
    return;
  }
  await withPostgresDatabase(server, async (databaseUrl) => {
    // The departments of this company have other ids: its own form.
    const customerId = await step('preparing a company on PostgreSQL', () =>
      prepareDatabase({ stubPort: stub.port, databaseUrl }),
    );
    rows.push(
      ...(await step('submissions on PostgreSQL', () =>
        measureSubmissions({ name: 'PostgreSQL', stub, databaseUrl, view, customerId }),
      )),
    );
  });
}

async function measureStarts(databaseUrl: string): Promise<Row[]> {
  const viewFile = join(folder, 'view.json');
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < 3; round++) {
    const baton = await startBuiltBaton({ stubPort: stub.port, databaseUrl });
    await baton.stop();
    const bare = await startBareBolt({ stubPort: stub.port, viewFile });
    await bare.stop();
    ours.push(baton.startedInMs);
    theirs.push(bare.startedInMs);
  }
  return [
    {
      what: 'start to ready (built, migrated)',
      measured: `${median(ours).toFixed(0)} ms (${range(ours, 0)}; bare Bolt ${median(theirs).toFixed(0)} ms)`,
      aim: { words: '≤ 1,500 ms', reached: median(ours) <= 1_500 },
    },
  ];
}

/** A database of its own on this server, dropped at the end. */
async function withPostgresDatabase(server: string, work: (url: string) => Promise<void>): Promise<void> {
  const name = `baton_bench_${process.pid}`;
  const admin = new pg.Client(server);
  await admin.connect();
  try {
    await admin.query(`CREATE DATABASE ${name}`);
    const url = new URL(server);
    url.pathname = `/${name}`;
    await work(url.toString());
  } finally {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.end();
  }
}

/** Says what is going on: a run takes minutes. */
async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  console.log(`${what}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
  return result;
}

function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}

/** What this disk takes for a synchronous write of one page: no commit can be quicker. */
function fsyncMs(): number {
  const file = join(folder, 'fsync');
  writeFileSync(file, '');
  const descriptor = openSync(file, 'r+');
  const page = Buffer.alloc(4096, 1);
  const times = Array.from({ length: 50 }, (_, n) => {
    const started = performance.now();
    writeSync(descriptor, page, 0, page.length, n * page.length);
    fsyncSync(descriptor);
    return performance.now() - started;
  });
  closeSync(descriptor);
  return median(times);
}

// npm run bench: one run, the contenders in turn, ratios within the run; `-- --full` adds what takes minutes.
// Explained in docs/benchmarks.md.
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureBriefings } from './briefings.js';
import { startBareBolt, startBuiltBaton } from './children.js';
import { measureCommands } from './commands.js';
import { measureDrain } from './drain.js';
import { median, ms, type Row, range, table } from './figures.js';
import { measureGrowth } from './growth.js';
import { measureMyDay } from './my-day.js';
import { withPostgresDatabase } from './postgres.js';
import { prepareDatabase } from './prepare.js';
import { startSlackStub } from './slack-stub.js';
import { measureSubmissions } from './submissions.js';
import { measureSweeps } from './sweeps.js';
import { within } from './within.js';

const full = process.argv.includes('--full');
/** On a machine that has nothing else to do a run takes half of it. */
const patienceMs = (full ? 60 : 8) * 60_000;
const sweepSizes = full ? [10_000, 100_000, 1_000_000] : [10_000, 100_000];
const rows: Row[] = [];
let files = 0;

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
if (rows.some(({ aim }) => aim?.must && !aim.reached)) process.exitCode = 1;
process.exit();

async function measureAll(): Promise<void> {
  const databaseUrl = newFile();
  await step('preparing a company', () => prepareDatabase({ stubPort: stub.port, databaseUrl }));
  await measure('commands', () => measureCommands({ stub, databaseUrl, folder }));
  const view = stub.lastView();
  await measure('starts', () => measureStarts(databaseUrl));
  await measureOn({ name: 'SQLite', view, place: (work) => work(newFile()) });
  await measure('briefings on SQLite', () =>
    measureBriefings({ name: 'SQLite', stub, databaseUrl: newFile() }),
  );
  if (full) await measure('a long queue', () => measureDrain({ stub, databaseUrl: newFile() }));
  const server = process.env.TEST_POSTGRES_URL;
  if (!server) {
    rows.push({ what: 'PostgreSQL', measured: 'left out: TEST_POSTGRES_URL names no server' });
    return;
  }
  const place: Place = (work) => withPostgresDatabase(server, work);
  await measureOn({ name: 'PostgreSQL', view, place });
  if (full) {
    await measure('briefings on PostgreSQL', () =>
      place((databaseUrl) => measureBriefings({ name: 'PostgreSQL', stub, databaseUrl })),
    );
  }
}

/** Gives work an empty database. */
type Place = <T>(work: (databaseUrl: string) => Promise<T>) => Promise<T>;

/** What is measured on both databases. */
async function measureOn({
  name,
  view,
  place,
}: {
  name: string;
  view: ReturnType<typeof stub.lastView>;
  place: Place;
}): Promise<void> {
  await place(async (databaseUrl) => {
    const where = { stubPort: stub.port, databaseUrl };
    // The departments of each company have other ids: its own form.
    const customerId = await step(`preparing a company on ${name}`, () => prepareDatabase(where));
    await measure(`submissions on ${name}`, () =>
      measureSubmissions({ name, stub, databaseUrl, view, customerId }),
    );
    await measure(`“My day” on ${name}`, () => measureMyDay({ name, where }));
  });
  await measure(`duty sweeps on ${name}`, () =>
    measureSweeps({ name, stubPort: stub.port, sizes: sweepSizes, place }),
  );
  if (full) await measure(`a hundred times the records on ${name}`, () => measureGrowth({ name, place }));
}

function newFile(): string {
  files += 1;
  return `file:${join(folder, `baton${files}.db`)}`;
}

async function measure(what: string, work: () => Promise<Row[]>): Promise<void> {
  rows.push(...(await step(what, work)));
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

import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type CompanyAtWork, companyAtWork } from './company/at-work.js';
import { type Deed, deeds } from './company/deeds.js';
import { largeCompany, smallCompany } from './company/size.js';
import type { Row } from './figures.js';

const usualRounds = 5;
const most = { ratio: 3, statementMs: 50, stallMs: 100 };

/** Statements of the deed under way. */
interface Meter {
  count: number;
  longestMs: number;
  longest: string;
}

interface Measured {
  ms: number;
  statements: number;
  statementMs: number;
  longest: string;
  stallMs: number;
}

/**
 * Everything that people and Baton do, in a company of some years and in one of a hundredth of them, in turns. The
 * quickest round of each counts: the machine's other work is no part of it.
 * @param place gives work an empty database
 */
export function measureGrowth({
  name,
  place,
}: {
  name: string;
  place: <T>(work: (databaseUrl: string) => Promise<T>) => Promise<T>;
}): Promise<Row[]> {
  return place((smallUrl) =>
    place(async (largeUrl) => {
      const meter: Meter = { count: 0, longestMs: 0, longest: '' };
      const onQuery = (sql: string, ms: number) => {
        meter.count += 1;
        if (ms <= meter.longestMs) return;
        meter.longestMs = ms;
        meter.longest = sql;
      };
      const small = await companyAtWork({ url: smallUrl, size: smallCompany, onQuery });
      const large = await companyAtWork({ url: largeUrl, size: largeCompany, onQuery });
      for (const company of [small, large]) await beginTheDay(company);
      const rows: Row[] = [];
      for (const deed of deeds) {
        const row = await measureDeed({ name, deed, small, large, meter });
        rows.push(row);
        console.log(`${row.what}: ${row.measured}`);
      }
      await small.stop();
      await large.stop();
      return rows;
    }),
  );
}

/** A card with a button is there for those who press one; everybody has heard everything. */
async function beginTheDay({ as, quiet }: CompanyAtWork): Promise<void> {
  await as('sam').command('service', '/complaint The scales were wrong');
  const customer = (await as('sam').search('customer', 'Somebody new')).at(-1) ?? null;
  await as('sam').submit({ customer, category: 'service' });
  while (as('sam').modals().length > 0) await as('sam').closeModal();
  await quiet();
}

async function measureDeed({
  name,
  deed,
  small,
  large,
  meter,
}: {
  name: string;
  deed: Deed;
  small: CompanyAtWork;
  large: CompanyAtWork;
  meter: Meter;
}): Promise<Row> {
  const of = { small: [] as Measured[], large: [] as Measured[] };
  try {
    for (let round = 0; round < (deed.rounds ?? usualRounds); round++) {
      const turns = [['small', small] as const, ['large', large] as const];
      for (const [which, company] of round % 2 === 0 ? turns : turns.toReversed()) {
        await deed.prepare?.(company, round);
        await company.quiet();
        of[which].push(await measureOnce(() => deed.run(company, round), meter));
      }
    }
  } catch (error) {
    return {
      what: `${name}: ${deed.name}`,
      measured: String(error),
      aim: { words: 'done', reached: false, must: true },
    };
  }
  const best = (all: readonly Measured[], key: 'ms' | 'statementMs' | 'stallMs' | 'statements') =>
    Math.min(...all.map((one) => one[key]));
  const ratio = best(of.large, 'ms') / best(of.small, 'ms');
  const statementMs = best(of.large, 'statementMs');
  const stallMs = best(of.large, 'stallMs');
  const slow = statementMs > most.statementMs ? `; ${of.large.at(-1)?.longest.slice(0, 300)}` : '';
  return {
    what: `${name}: ${deed.name}`,
    measured: [
      `× ${ratio.toFixed(2)} (${best(of.small, 'ms').toFixed(0)} → ${best(of.large, 'ms').toFixed(0)} ms)`,
      `${best(of.small, 'statements')} → ${best(of.large, 'statements')} statements`,
      `longest ${statementMs.toFixed(0)} ms`,
      `stall ${stallMs.toFixed(0)} ms${slow}`,
    ].join(', '),
    aim: {
      words: `≤ ${most.ratio}, ≤ ${most.statementMs} ms, ≤ ${most.stallMs} ms`,
      reached: ratio <= most.ratio && statementMs <= most.statementMs && stallMs <= most.stallMs,
      must: ratio > most.ratio,
    },
  };
}

async function measureOnce(run: () => Promise<void>, meter: Meter): Promise<Measured> {
  Object.assign(meter, { count: 0, longestMs: 0, longest: '' });
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const begun = performance.now();
  await run();
  const ms = performance.now() - begun;
  delay.disable();
  return {
    ms,
    statements: meter.count,
    statementMs: meter.longestMs,
    longest: meter.longest,
    stallMs: delay.max / 1e6,
  };
}

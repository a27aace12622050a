import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, startBareBolt, startBuiltBaton } from './children.js';
import { median, ms, quantile, type Row, range } from './figures.js';
import { atRate, command, inFlight, phase, send, type Target } from './requests.js';
import type { SlackStub } from './slack-stub.js';
import { within } from './within.js';

const rounds = 5;
const perSecond = 100;
const windows = 7;
/** Four of a window's 400 acks lie above its p99. */
const secondsOfAWindow = 4;
const laneCounts = [1, 10, 50] as const;
const commandsOfARound = { 1: 150, 10: 300, 50: 300 };
const commandsForMemory = 10_000;

/** Rows of signed `/complaint` commands: Baton and the bare Bolt app in turn. */
export async function measureCommands({
  stub,
  databaseUrl,
  folder,
}: {
  stub: SlackStub;
  databaseUrl: string;
  folder: string;
}): Promise<Row[]> {
  const baton = await startBuiltBaton({ stubPort: stub.port, databaseUrl });
  let served = 0;
  const run = async (child: Child, work: (once: () => Promise<number>) => Promise<number[]>) => {
    const all = phase(child.port, (target) =>
      work(() => {
        if (child === baton) served += 1;
        return commandWithModal(stub, target);
      }),
    );
    return within(60_000, () => `all modals to be opened; the app said:\n${child.lastWords()}`, all);
  };
  const steadily = (child: Child) =>
    run(child, (once) => atRate({ perSecond, seconds: secondsOfAWindow }, once));
  const perSecondOf = async (child: Child, many: { count: number; lanes: number }) => {
    const started = performance.now();
    await run(child, (once) => inFlight(many, once));
    return (many.count * 1000) / (performance.now() - started);
  };

  await perSecondOf(baton, { count: 1, lanes: 1 });
  const viewFile = join(folder, 'view.json');
  writeFileSync(viewFile, JSON.stringify(stub.lastView()));
  const bare = await startBareBolt({ stubPort: stub.port, viewFile });
  for (const child of [baton, bare]) await perSecondOf(child, { count: 500, lanes: 10 });

  const acks: Window[] = [];
  for (let window = 0; window < windows; window++) {
    acks.push(await inTurn(window, [() => steadily(baton), () => steadily(bare)]));
  }
  const rows = [acksRow(0.5, acks), acksRow(0.99, acks, 5)];

  const cpuMs: [ours: number[], theirs: number[]] = [[], []];
  const perSecondNoting = async (child: Child, many: { count: number; lanes: number }, times: number[]) => {
    const before = child.cpuMs();
    const rate = await perSecondOf(child, many);
    times.push((child.cpuMs() - before) / many.count);
    return rate;
  };
  for (const lanes of laneCounts) {
    const rates: number[] = [];
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const many = { count: commandsOfARound[lanes], lanes };
      const turns = [
        () => perSecondNoting(baton, many, cpuMs[0]),
        () => perSecondNoting(bare, many, cpuMs[1]),
      ] as const;
      const [ours, theirs] = await inTurn(round, turns);
      rates.push(ours);
      ratios.push(ours / theirs);
    }
    const ratio = median(ratios);
    rows.push({
      what: `command to opened modal, ${lanes} in flight: Baton ÷ bare Bolt`,
      measured: `${ratio.toFixed(2)} (rounds ${range(ratios, 2)}; ${median(rates).toFixed(0)}/s)`,
      aim: { words: '≥ 0.85', reached: ratio >= 0.85 },
    });
  }

  const [ours, theirs] = [median(cpuMs[0]), median(cpuMs[1])];
  rows.push({
    what: 'processor time of a command with its modal: Baton ÷ bare Bolt',
    measured: `${(ours / theirs).toFixed(2)} (${ms(ours)} ÷ ${ms(theirs)})`,
  });

  await perSecondOf(baton, { count: commandsForMemory - served, lanes: 10 });
  const resident = baton.residentMb();
  rows.push({
    what: `resident memory after ${served.toLocaleString('en')} commands`,
    measured: `${resident.toFixed(0)} MB`,
    aim: { words: '≤ 200 MB', reached: resident <= 200 },
  });
  await Promise.all([bare.stop(), baton.stop()]);
  return rows;
}

/** In flight until its modal is open; the milliseconds to its ack. */
export async function commandWithModal(stub: SlackStub, target: Target): Promise<number> {
  const { body, triggerId } = command();
  const opened = stub.opens(triggerId);
  const ackMs = await send(target, body);
  await opened;
  return ackMs;
}

/** One after the other; who begins changes from round to round. */
async function inTurn<T>(round: number, [ours, theirs]: readonly [() => Promise<T>, () => Promise<T>]) {
  if (round % 2 === 0) {
    const first = await ours();
    return [first, await theirs()] as const;
  }
  const first = await theirs();
  return [await ours(), first] as const;
}

type Window = readonly [ours: number[], theirs: number[]];

/** The difference in each window, and their median: a neighbour's burst spoils a window, not the row. */
function acksRow(share: number, acks: readonly Window[], atMost?: number): Row {
  const pairs = acks.map(([ours, theirs]) => [quantile(ours, share), quantile(theirs, share)] as const);
  const differences = pairs.map(([ours, theirs]) => ours - theirs);
  const difference = median(differences);
  const [ours, theirs] = [median(pairs.map(([ours]) => ours)), median(pairs.map(([, theirs]) => theirs))];
  return {
    what: `command to ack at ${perSecond}/s, p${share * 100}: Baton − bare Bolt`,
    measured: `${ms(difference)} (windows ${range(differences, 1)}; ${ms(ours)}, ${ms(theirs)})`,
    ...(atMost ? { aim: { words: `≤ ${atMost} ms`, reached: difference <= atMost } } : {}),
  };
}

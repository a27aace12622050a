import { enqueue } from '../src/outbox/enqueue.js';
import { startBuiltBaton } from './children.js';
import type { Row } from './figures.js';
import { prepareDatabase, withBatonHere } from './prepare.js';
import type { SlackStub } from './slack-stub.js';
import { within } from './within.js';

const messages = 1_000;
const channels = 20;

/** A long queue against a Slack that keeps to its limits: how close Baton comes to what they allow. */
export async function measureDrain({
  stub,
  databaseUrl,
}: {
  stub: SlackStub;
  databaseUrl: string;
}): Promise<Row[]> {
  const where = { stubPort: stub.port, databaseUrl };
  await prepareDatabase(where);
  await withBatonHere(where, ({ services, workspace }) =>
    services.db.transaction(async (tx) => {
      const ctx = { workspaceId: workspace.id, now: services.clock.now() };
      for (let n = 0; n < messages; n++) {
        await enqueue(tx, ctx, {
          key: `bench:${n}`,
          destination: { channelId: `C0BENCH${n % channels}` },
          // The cheapest to render: what is measured is the queue.
          template: 'scheduler.job-failed',
          params: { job: `bench ${n}`, slot: ctx.now.toISOString(), reference: String(n) },
        });
      }
    }),
  );
  const posted = stub.enforceLimits(messages);
  const baton = await startBuiltBaton(where);
  const { times, refused } = await within(
    6 * 60_000,
    () => `the queue to be sent; Baton said:\n${baton.lastWords()}`,
    posted,
  ).finally(() => stub.relax());
  await baton.stop();
  const took = ((times.at(-1) ?? Number.NaN) - (times[0] ?? Number.NaN)) / 1_000;
  const least = leastMs() / 1_000;
  return [
    {
      what: `${messages.toLocaleString('en')} messages over ${channels} channels: time ÷ the least that the limits allow`,
      measured: `${(took / least).toFixed(3)} (${took.toFixed(1)} ÷ ${least.toFixed(1)} s)`,
      aim: { words: '≤ 1.05', reached: took / least <= 1.05 },
    },
    { what: '429s meanwhile', measured: String(refused), aim: { words: '0', reached: refused === 0 } },
  ];
}

/** From the first to the last, if each went out the moment that it may. */
function leastMs(): number {
  const sent: number[] = [];
  for (let n = 0; n < messages; n++) {
    const inChannel = sent[n - channels];
    const inWorkspace = sent[n - 300];
    sent.push(
      Math.max(
        0,
        inChannel === undefined ? 0 : inChannel + 1_000,
        inWorkspace === undefined ? 0 : inWorkspace + 60_000,
      ),
    );
  }
  return sent.at(-1) ?? Number.NaN;
}

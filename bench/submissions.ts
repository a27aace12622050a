import { startBuiltBaton } from './children.js';
import { median, ms, quantile, type Row } from './figures.js';
import { countStatements } from './prepare.js';
import { inFlight, phase, send, submission } from './requests.js';
import type { OpenedView, SlackStub } from './slack-stub.js';
import { within } from './within.js';

const rounds = 3;
const oneByOne = 100;
const together = { count: 100, lanes: 10 };

/** Rows of complaints submitted: signed request to the ack after the commit. */
export async function measureSubmissions({
  name,
  stub,
  databaseUrl,
  view,
  customerId,
}: {
  name: string;
  stub: SlackStub;
  databaseUrl: string;
  view: OpenedView;
  customerId: string;
}): Promise<Row[]> {
  // A customer of the archive and nothing unusual; then all there is: an apology, management's notice, a
  // colleague and a department complained about.
  const usual = () => submission(view, { customer: customerId });
  const fullest = () => submission(view, { customer: customerId, severity: 'critical', accused: 'U0LUCY' });
  const [statements = Number.NaN, most = Number.NaN] = await countStatements(
    { stubPort: stub.port, databaseUrl },
    [usual, fullest],
  );
  const baton = await startBuiltBaton({ stubPort: stub.port, databaseUrl });
  const submit = (many: { count: number; lanes: number }) =>
    within(
      60_000,
      () => `submissions to be answered; Baton said:\n${baton.lastWords()}`,
      phase(baton.port, (target) => inFlight(many, () => send(target, usual()))),
    );
  await submit({ count: 100, lanes: 5 });
  const times: number[] = [];
  const rates: number[] = [];
  for (let round = 0; round < rounds; round++) {
    times.push(...(await submit({ count: oneByOne, lanes: 1 })));
    const started = performance.now();
    await submit(together);
    rates.push((together.count * 1000) / (performance.now() - started));
  }
  await baton.stop();
  return [
    {
      what: `complaint submitted to ack after commit, ${name}`,
      measured: `p50 ${ms(quantile(times, 0.5))}, p99 ${ms(quantile(times, 0.99))}; ${median(rates).toFixed(0)}/s with ${together.lanes} in flight`,
    },
    {
      what: `SQL statements of a submission, ${name}`,
      measured: `${statements} (the fullest form: ${most})`,
      aim: { words: '≤ 12', reached: statements <= 12 },
    },
  ];
}

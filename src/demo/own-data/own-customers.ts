import { setImmediate } from 'node:timers/promises';
import type { Context } from '../../context.js';
import { maskPhone } from '../../customers/customer.js';
import { nameKey } from '../../customers/names.js';
import { createCustomer } from '../../customers/register-customer.js';
import { commit } from '../../db/commit.js';
import { messages } from '../../messages/index.js';
import { administrators } from '../../people/queries.js';
import type { OwnDataReport, Said } from '../../playground/protocol.js';
import type { OwnDataHook } from '../../playground/server/own-data.js';
import { countryOf } from '../../settings/country.js';
import type { RunningBaton } from '../../start.js';
import { type OwnCustomer, type OwnCustomers, readCustomers } from './read-customers.js';
import { says } from './says.js';

const mostBytes = 1_000_000;
const shownRows = 5;
const hashesAtOnce = 200;
const rowsAtOnce = 5;

/** Takes a person's own customers in, as an administrator registers them: owners are chosen by balance. */
export function ownCustomers(running: () => RunningBaton | undefined): OwnDataHook {
  const examine = async (content: Uint8Array) => {
    const baton = running();
    if (!baton) return readCustomers(content);
    return withoutKnown(baton, readCustomers(content, { country: countryOf(baton.workspace) }));
  };
  let busy: Promise<unknown> = Promise.resolve();
  let progress: { done: number; all: number } | null = null;
  return {
    title: says.title,
    about: says.about,
    accept: '.csv,.tsv,.txt,text/csv,text/plain',
    mostBytes,
    progress: () => progress,
    async look({ content }) {
      const { customers, faults, unread } = await examine(content);
      const summary = says.found({ rows: customers.length, faults: faults.length, unread });
      return report({ loaded: false, rows: customers.length, summary, faults, shown: customers });
    },
    load({ content }) {
      // One after the other: a second press finds what the first one has registered.
      const loading = busy.then(async () => {
        const { customers, faults } = await examine(content);
        const all = customers.length;
        const { rows, fault } = await register(running(), customers, (done) => {
          progress = { done, all };
        });
        progress = null;
        const left = fault ? [...faults, fault] : faults;
        const summary = says.loaded({ rows, faults: left.length });
        return report({ loaded: true, rows, summary, faults: left, shown: customers.slice(0, rows) });
      });
      busy = loading.catch(() => undefined);
      return loading;
    },
  };
}

/** Leaves out who is in the archive already, by name and number. */
async function withoutKnown(
  { services, workspace }: RunningBaton,
  read: OwnCustomers,
): Promise<OwnCustomers> {
  const workspaceId = workspace.id;
  const hashOf = (phone: string) => services.vault.hashPhone(workspaceId, phone);
  const there = new Set<string>();
  for (let from = 0; from < read.customers.length; from += hashesAtOnce) {
    const hashes = read.customers
      .slice(from, from + hashesAtOnce)
      .flatMap(({ phones }) => phones.map(hashOf));
    const found = await services.db.read.customerPhone.findMany({
      where: { workspaceId, fullHash: { in: hashes }, customer: { erasedAt: null } },
      select: { fullHash: true, customer: { select: { nameKey: true } } },
    });
    for (const { fullHash, customer } of found) there.add(`${customer.nameKey} ${fullHash}`);
  }
  const isThere = ({ name, phones }: OwnCustomer) =>
    phones.some((phone) => there.has(`${nameKey(name)} ${hashOf(phone)}`));
  const faults = read.customers
    .filter(isThere)
    .map(({ line }) => ({ line, says: says.known }))
    .concat(read.faults)
    .sort((one, other) => one.line - other.line);
  return { ...read, customers: read.customers.filter((one) => !isThere(one)), faults };
}

/** Registers them, some in a transaction; where that fails it ends, and tells the line. */
async function register(
  baton: RunningBaton | undefined,
  customers: readonly OwnCustomer[],
  done: (rows: number) => void,
): Promise<{ rows: number; fault: OwnDataReport['faults'][number] | null }> {
  if (!baton) return { rows: 0, fault: { line: 1, says: says.notLoaded } };
  const { services, workspace } = baton;
  const [staff] = await administrators(services.db.read, { workspaceId: workspace.id });
  if (!staff) return { rows: 0, fault: { line: 1, says: says.notLoaded } };
  for (let rows = 0; rows < customers.length; rows += rowsAtOnce) {
    const some = customers.slice(rows, rows + rowsAtOnce);
    const ctx: Context = {
      services,
      workspaceId: workspace.id,
      actor: { type: 'person', staff },
      now: services.clock.now(),
    };
    try {
      await commit(ctx, async (tx) => {
        for (const { line: _line, ...customer } of some) await createCustomer(tx, ctx, customer);
      });
    } catch (error) {
      services.log.error({ err: error }, 'customers of the person’s own file could not be registered');
      return { rows, fault: { line: some[0]?.line ?? 1, says: says.notLoaded } };
    }
    done(rows + some.length);
    // SQLite answers on this very thread: whoever looks at the page comes in between.
    await setImmediate();
  }
  return { rows: customers.length, fault: null };
}

function report({
  shown,
  ...found
}: Pick<OwnDataReport, 'loaded' | 'rows' | 'summary' | 'faults'> & {
  shown: readonly OwnCustomer[];
}): OwnDataReport {
  const [en, zh] = [messages('en').customers, messages('zh-CN').customers];
  const head: Said[] = [
    { en: en.register.name, zh: zh.register.name },
    { en: en.record.phones, zh: zh.record.phones },
    { en: en.record.stage, zh: zh.record.stage },
    { en: en.record.category, zh: zh.record.category },
  ];
  const sample = shown.slice(0, shownRows).map(({ name, phones, stage = 'lead', category = 'ordinary' }) => [
    { en: name, zh: name },
    { en: phones.map(maskPhone).join(', '), zh: phones.map(maskPhone).join('、') },
    { en: en.stages[stage], zh: zh.stages[stage] },
    { en: en.categories[category], zh: zh.categories[category] },
  ]);
  return { ...found, head, sample };
}

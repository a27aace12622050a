import { sources, stages } from '../../src/customers/customer.js';
import { nameKey, nameKeys } from '../../src/customers/names.js';
import type { Vault } from '../../src/db/sealing.js';
import type { Cell, Filler } from './filler.js';
import { before, core, membersOfADepartment, openOneIn } from './size.js';

const dayMs = 86_400_000;
const yearsMs = 2 * 365 * dayMs;
const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
const given = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华文辉建国玉兰秀'];
const pinyin = ['Wang', 'Li', 'Zhang', 'Liu', 'Chen', 'Yang', 'Zhao', 'Huang', 'Zhou', 'Wu'];
/** In tens: three leads, one invited, one visited, one opened, two activated, one VIP, one closed. */
const stageTens = [0, 0, 0, 1, 2, 3, 4, 4, 5, 6];
const atOnce = 5_000;

interface Input {
  workspaceId: string;
  vault: Vault;
  now: Date;
  count: number;
  /** By department's key, in the order in which they take turns. */
  members: Readonly<Record<string, readonly string[]>>;
}

/** The number of the `i`th customer: found by it, and by its last four digits together with a few others. */
export const phoneOf = (i: number) => `+86138${String(i).padStart(8, '0')}`;

/** The name of the `i`th customer: a Chinese one, every third with pinyin behind it. */
export function nameOf(i: number): string {
  const n = (i * 7_919) % 1_000_003;
  const at = (list: readonly string[], by: number) => list[Math.floor(n / by) % list.length] ?? '';
  const name = at(surnames, 1) + at(given, 20) + at(given, 620);
  return i % 3 === 0 ? `${name} ${at(pinyin, 1)} ${String.fromCharCode(65 + (n % 26))}in` : name;
}

/** Customers with their phones, and the notes and alerts that are sealed under their keys. */
export async function fillCustomers(filler: Filler, input: Input): Promise<void> {
  for (let from = 0; from < input.count; from += atOnce) {
    const numbers = Array.from({ length: Math.min(atOnce, input.count - from) }, (_, n) => from + n);
    const keys = new Map(numbers.map((i) => [i, input.vault.newCustomerKey().wrappedKey]));
    await filler.insert(
      'Customer',
      numbers.map((i) => customer(i, keys.get(i) ?? '', input)),
    );
    await filler.insert(
      'CustomerPhone',
      numbers.map((i) => phone(i, input)),
    );
    await filler.insert(
      'CustomerName',
      numbers.flatMap((i) =>
        nameKeys(nameOf(i)).map((key) => ({
          workspaceId: input.workspaceId,
          key,
          customerId: `customer-${id(i)}`,
        })),
      ),
    );
    const sealed = (i: number) => input.vault.seal(keys.get(i) ?? '', 'Trades in the evening');
    await filler.insert(
      'CustomerNote',
      numbers
        .filter((i) => i % 5 === 0)
        .map((i) => ({
          id: `note-${id(i)}`,
          workspaceId: input.workspaceId,
          customerId: `customer-${id(i)}`,
          kind: 'trading-habits',
          textSealed: sealed(i),
          byId: turn(input, 'service', i),
          at: iso(past(input, i)),
        })),
    );
    await filler.insert(
      'RiskAlert',
      numbers.filter((i) => i % 20 === 0).map((i) => alert(i, sealed(i), input)),
    );
  }
}

const id = (i: number) => String(i).padStart(7, '0');
const iso = (at: Date) => at.toISOString().replace('Z', '+00:00');
const past = ({ now, count }: Input, i: number) =>
  new Date(now.getTime() - 60_000 - Math.floor(((count - 1 - i) * yearsMs) / count));

/** Whose turn it is: beyond the core nobody's who was there before. */
function turn({ members }: Input, department: string, i: number): string | null {
  const all = members[department] ?? [];
  const n = i < core ? i % membersOfADepartment : before + (i % (membersOfADepartment - before));
  return all[n] ?? null;
}

function customer(i: number, wrappedKey: string, input: Input): Record<string, Cell> {
  const { workspaceId, vault, now } = input;
  const name = nameOf(i);
  const tens = i % 10;
  const asleep = i % 20 === 5;
  const birthday = new Date(Date.UTC(1970, 0, 1) + ((i * 37) % 9_000) * dayMs).toISOString().slice(0, 10);
  return {
    id: `customer-${id(i)}`,
    workspaceId,
    name,
    nameKey: nameKey(name),
    source: sources[i % sources.length] ?? 'online',
    category: i % 20 === 0 ? 'key-account' : i % 4 === 0 ? 'member' : 'ordinary',
    stage: stages[stageTens[tens] ?? 0] ?? 'lead',
    dormantSince: asleep ? iso(new Date(now.getTime() - 40 * dayMs)) : null,
    accountNumber: tens > 4 ? `A${id(i)}` : null,
    birthday: i % 2 === 0 ? birthday : null,
    birthMonthDay: i % 2 === 0 ? birthday.slice(5) : null,
    accountManagerId: turn(input, 'market', i),
    serviceSpecialistId: tens > 4 ? turn(input, 'service', i) : null,
    technicalGuideId: tens > 5 ? turn(input, 'tech', i) : null,
    wrappedKey,
    contactSealed: vault.seal(wrappedKey, JSON.stringify({ phones: [phoneOf(i)], other: '', address: '' })),
    createdById: turn(input, 'service', i),
    createdAt: iso(past(input, i)),
    lastActivityAt: iso(new Date(now.getTime() - (asleep ? 100 : 1 + (i % 40)) * dayMs)),
    tradedAt: asleep ? iso(new Date(now.getTime() - 100 * dayMs)) : null,
  };
}

function phone(i: number, { workspaceId, vault }: Input): Record<string, Cell> {
  return {
    id: `phone-${id(i)}`,
    workspaceId,
    customerId: `customer-${id(i)}`,
    fullHash: vault.hashPhone(workspaceId, phoneOf(i)),
    lastFourHash: vault.hashPhone(workspaceId, phoneOf(i).slice(-4)),
  };
}

function alert(i: number, sealed: string, input: Input): Record<string, Cell> {
  const open = (i / 20) % openOneIn === 0;
  return {
    id: `alert-${id(i)}`,
    workspaceId: input.workspaceId,
    customerId: `customer-${id(i)}`,
    situationSealed: sealed,
    adviceSealed: sealed,
    state: open ? 'open' : 'reached',
    ownerId: turn(input, 'service', i),
    raisedById: turn(input, 'tech', i) ?? '',
    raisedAt: iso(past(input, i)),
    dueAt: iso(past(input, i)),
    reachedById: open ? null : turn(input, 'service', i),
    reachedAt: open ? null : iso(past(input, i)),
    reachedBy: open ? '' : 'phone',
    outcomeSealed: open ? null : sealed,
  };
}

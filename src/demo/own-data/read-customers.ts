import type { CountryCode } from 'libphonenumber-js/min';
import { nameKey } from '../../customers/names.js';
import type { NewCustomer } from '../../customers/register-customer.js';
import type { OwnDataReport } from '../../playground/protocol.js';
import { maskAddress } from '../../slack/masking.js';
import { type Field, readCategory, readHeader, readSource, readStage } from './columns.js';
import { maskAccount, maskWithin, standInFor } from './mask.js';
import { type NoTable, readTable } from './read-table.js';
import { says } from './says.js';

export const mostRows = 2000;

type Fault = OwnDataReport['faults'][number];

/** A customer as they are kept: contacts are stand-ins. `line` is where they stand in the file. */
export interface OwnCustomer extends NewCustomer {
  line: number;
}

export interface OwnCustomers {
  customers: OwnCustomer[];
  faults: Fault[];
  unread: string[];
}

/** The customers of a file, contacts masked as they are read, and what is left out line by line. */
export function readCustomers(
  content: Uint8Array,
  { country = 'CN' }: { country?: CountryCode } = {},
): OwnCustomers {
  const table = readTable(content);
  if ('problem' in table) return nothing(noTable(table), table.line);
  const { at, unread } = readHeader(table.header);
  if (!at.has('name')) return nothing(says.noName);
  if (table.rows.length > mostRows) return nothing(says.tooMany(table.rows.length, mostRows));
  const customers: OwnCustomer[] = [];
  const faults: Fault[] = [];
  const lines = new Map<string, number>();
  for (const { line, cells } of table.rows) {
    const cell = (field: Field) => cells[at.get(field) ?? -1]?.trim() ?? '';
    const read = readRow(cell, country);
    if ('fault' in read) {
      faults.push({ line, says: read.fault });
      continue;
    }
    const before = lines.get(keyOf(read.customer));
    if (before !== undefined) {
      faults.push({ line, says: says.repeated(before) });
      continue;
    }
    lines.set(keyOf(read.customer), line);
    customers.push({ ...read.customer, line });
  }
  return { customers, faults, unread };
}

/** What tells two customers apart here. */
export function keyOf({ name, phones }: Pick<NewCustomer, 'name' | 'phones'>): string {
  return [nameKey(name), ...phones].join(' ');
}

function nothing(fault: Fault['says'], line = 1): OwnCustomers {
  return { customers: [], faults: [{ line, says: fault }], unread: [] };
}

function noTable({ problem }: NoTable): Fault['says'] {
  return problem === 'mixed-encodings' ? says.mixedEncodings : says.noTable;
}

function readRow(
  cell: (field: Field) => string,
  country: CountryCode,
): { customer: NewCustomer } | { fault: Fault['says'] } {
  const name = maskWithin(cell('name'));
  if (!name) return { fault: says.nameMissing };
  if (name.length > 100) return { fault: says.nameLong };
  const numbers = cell('phone')
    .split(/[/／、;；,，\n|]+/)
    .filter((one) => one.trim());
  const phones = numbers.map((number) => standInFor(number, country));
  if (phones.includes(null)) return { fault: says.phone };
  const source = cell('source') ? readSource(cell('source')) : 'online';
  if (!source) return { fault: says.unknown('source', cell('source')) };
  const category = cell('category') ? readCategory(cell('category')) : 'ordinary';
  if (!category) return { fault: says.unknown('category', cell('category')) };
  const stage = cell('stage') ? readStage(cell('stage')) : 'lead';
  if (!stage) return { fault: says.unknown('stage', cell('stage')) };
  return {
    customer: {
      name,
      phones: [...new Set(phones.filter((one) => one !== null))],
      otherContact: maskAddress(cell('other')),
      source,
      category,
      stage,
      accountNumber: maskAccount(cell('account')),
      notes: maskWithin(cell('notes')).slice(0, 1000),
      // Many real numbers share a stand-in.
      acceptKnownPhone: true,
    },
  };
}

import type { Tx } from './types.js';

/** Who and what a company is made of: read with every request, changed seldom. */
const companyModels: ReadonlySet<PropertyKey> = new Set(['workspace', 'department', 'staff']);

const reading = /^(find|count|aggregate|groupBy)/;

/** The same transaction, which tells when it is about to write to one of the company's models. */
export function tellCompanyChanges(tx: Tx, changed: () => void): Tx {
  return new Proxy(tx, {
    get(from, model) {
      const value: unknown = Reflect.get(from, model);
      return companyModels.has(model) ? tellWrites(value as object, changed) : value;
    },
  });
}

function tellWrites(delegate: object, changed: () => void): object {
  return new Proxy(delegate, {
    get(from, method) {
      if (typeof method === 'string' && !reading.test(method)) changed();
      return Reflect.get(from, method);
    },
  });
}

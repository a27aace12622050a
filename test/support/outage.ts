import type { Database } from '../../src/db/types.js';

/**
 * The database is away until `over` is called: every statement and transaction fails as Prisma fails then, or, with
 * `hangs`, never answers.
 */
export function outage(db: Database, { hangs = false } = {}): { over(): void } {
  const real = { read: db.read, transaction: db.transaction };
  const fail = () =>
    hangs
      ? new Promise<never>(() => {})
      : Promise.reject(Object.assign(new Error("Can't reach database server"), { code: 'P1001' }));
  const model = new Proxy({}, { get: () => fail });
  const read = new Proxy({}, { get: (_, name) => (String(name).startsWith('$') ? fail : model) });
  Object.assign(db, { read, transaction: fail });
  return { over: () => void Object.assign(db, real) };
}

/** Prisma's codes: not reachable, timed out, closed the connection, no free connection, no transaction in time. */
const prismaCodes = ['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028'];
const socketCodes = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EPIPE',
];
/** SQL states: the server starts, stops, or has no connection left. */
const sqlStates = ['57P01', '57P02', '57P03', '53300', '08006', '08001', '08003'];
/** What `pg` says without a code. */
const words =
  /^(Connection terminated|timeout expired|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Did the database not answer, or not in time, so that the same may succeed in a minute? */
export function isUnreachable(error: unknown): boolean {
  for (let fault = error; fault instanceof Error; fault = fault.cause) {
    const code = 'code' in fault && typeof fault.code === 'string' ? fault.code : '';
    if ([...prismaCodes, ...socketCodes, ...sqlStates].includes(code)) return true;
    if (words.test(fault.message)) return true;
    const meta = 'meta' in fault ? (fault.meta as { driverAdapterError?: { cause?: unknown } }) : undefined;
    const driver = meta?.driverAdapterError?.cause as { kind?: string; originalCode?: string } | undefined;
    if (driver?.kind === 'DatabaseNotReachable' || driver?.kind === 'ConnectionClosed') return true;
    if (sqlStates.includes(driver?.originalCode ?? '')) return true;
  }
  return false;
}

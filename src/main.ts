import { setFlagsFromString } from 'node:v8';
import { ConfigError, loadConfig } from './config.js';
import { MasterKeyError } from './db/master-key.js';
import { MigrationError } from './db/migrations.js';
import { DatabaseBusyError } from './db/one-process.js';
import { SlackUnreachableError } from './slack/installing/install-token.js';
import { AppTokenError } from './slack/socket-receiver.js';
import { PortTakenError, startBaton } from './start.js';
import { startTrouble } from './start-trouble.js';

/** What a person can mend by themselves: said without a stack. */
const mendable = [
  AppTokenError,
  ConfigError,
  DatabaseBusyError,
  MasterKeyError,
  MigrationError,
  PortTakenError,
  SlackUnreachableError,
];

/** We promise to be gone within ten seconds of a SIGTERM. */
const patienceMs = 9_500;

async function start(): Promise<{ says: string; stop(): Promise<void> }> {
  const config = loadConfig();
  const fresh = process.argv.includes('--fresh');
  const newKey = process.argv.includes('--new-key');
  if (config.mode === 'playground') {
    // Loaded on demand: a company's server needs no playground.
    const { startPlay } = await import('./demo/play.js');
    return startPlay({ config, fresh, newKey });
  }
  const baton = await startBaton({ config, newKey });
  const how = config.mode === 'socket' ? 'by Socket Mode' : `on port ${config.port}, path /slack/events`;
  const where = config.oauth
    ? `${how}; workspaces install it at /slack/install`
    : `for ${baton.workspace.name} ${how}`;
  return { says: `Baton is running ${where}`, stop: baton.stop };
}

// Left to itself V8 lets garbage grow to four times what lives before it collects.
setFlagsFromString('--heap-growing-percent=25');
// A start may wait long for the database, and a container's first process gets no ending by itself.
const endAtOnce = () => process.exit(0);
process.on('SIGTERM', endAtOnce);
process.on('SIGINT', endAtOnce);
try {
  const running = await start();
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(0), patienceMs).unref();
    await running.stop();
    process.exit(0);
  };
  process.off('SIGTERM', endAtOnce).on('SIGTERM', stop);
  process.off('SIGINT', endAtOnce).on('SIGINT', stop);
  console.log(running.says);
} catch (error) {
  const known = mendable.some((kind) => error instanceof kind);
  console.error(known ? (error as Error).message : (startTrouble(error) ?? error));
  process.exit(1);
}

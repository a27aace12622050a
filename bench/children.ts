import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { apiUrlOf, signingSecret } from './slack-stub.js';
import { within } from './within.js';

/** A server under test, in a process of its own. */
export interface Child {
  port: number;
  /** Milliseconds from its start to the line that says it is ready. */
  startedInMs: number;
  /** Resident memory, MB. */
  residentMb(): number;
  /** Milliseconds of processor time so far. */
  cpuMs(): number;
  /** The last that it said: why something did not come. */
  lastWords(): string;
  /** @throws when it reported trouble of its own: what was measured then is how it deals with that. */
  stop(): Promise<void>;
}

const alive = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

/** Baton as it is built and as `npm start` runs it, on this database. */
export function startBuiltBaton({ stubPort, databaseUrl }: { stubPort: number; databaseUrl: string }) {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } };
  const command = scripts.start.split(' ').slice(1);
  return start({ command, ready: 'Baton is running', stubPort, more: { DATABASE_URL: databaseUrl } });
}

/** The bare Bolt app, with the modal that it opens. */
export function startBareBolt({ stubPort, viewFile }: { stubPort: number; viewFile: string }) {
  const command = ['bench/bare-bolt.mjs'];
  return start({ command, ready: 'Bare Bolt is running', stubPort, more: { BENCH_VIEW: viewFile } });
}

/** What every contender is told, and nothing else of this machine's environment. */
export function environment(stubPort: number): Record<string, string | undefined> {
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    NODE_ENV: 'production',
    SLACK_BOT_TOKEN: 'xoxb-bench-token',
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: apiUrlOf(stubPort),
    BATON_KEY: Buffer.alloc(32, 5).toString('base64'),
  };
}

async function start({
  command,
  ready,
  stubPort,
  more,
}: {
  command: string[];
  ready: string;
  stubPort: number;
  more: Record<string, string>;
}): Promise<Child> {
  const port = await freePort();
  const started = performance.now();
  const child = spawn(process.execPath, command, {
    env: { ...environment(stubPort), PORT: String(port), ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  alive.add(child);
  let said = '';
  let trouble = '';
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => {
      alive.delete(child);
      resolve();
    });
  });
  const lastWords = () => said.slice(-4_000);
  await within(
    20_000,
    () => `${command.at(-1)} to start; it said:\n${lastWords()}`,
    new Promise<void>((resolve, reject) => {
      const hear = (chunk: Buffer) => {
        const text = chunk.toString();
        said = lastWords() + text;
        trouble ||= /^.*"level":[56]0.*$/m.exec(text)?.[0] ?? '';
        if (said.includes(ready)) resolve();
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      exited.then(() => reject(new Error(`${command.at(-1)} ended:\n${lastWords()}`)));
    }),
  );
  return {
    port,
    startedInMs: performance.now() - started,
    lastWords,
    residentMb() {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
    },
    cpuMs() {
      // User and system time in hundredths of a second: fields 14 and 15, counted after the name's bracket.
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) * 10;
    },
    async stop() {
      child.kill('SIGTERM');
      await within(12_000, () => `${command.at(-1)} to stop`, exited);
      if (trouble) throw new Error(`${command.at(-1)} reported trouble:\n${trouble.slice(0, 1_000)}`);
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

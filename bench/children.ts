import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { signingSecret } from './requests.js';

export interface Child {
  port: number;
  /** Milliseconds from start to the first answered request. */
  startedInMs: number;
  /** Resident memory, MB. */
  residentMb(): number;
  stop(): Promise<void>;
}

/** Baton as it is built, against the stub. */
export async function startBuiltBaton({
  apiUrl,
  databaseUrl,
}: {
  apiUrl: string;
  databaseUrl: string;
}): Promise<Child> {
  const port = await freePort();
  const started = performance.now();
  const child = spawn(process.execPath, ['dist/main.js'], {
    env: { ...environment(apiUrl), PORT: String(port), DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await answers(port, child);
  return describeChild({ child, port, startedInMs: performance.now() - started });
}

/** The bare Bolt app. */
export async function startBareBolt({
  apiUrl,
  viewFile,
}: {
  apiUrl: string;
  viewFile: string;
}): Promise<Child> {
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', 'tsx', 'bench/bare-bolt.ts'], {
    env: { ...environment(apiUrl), BENCH_VIEW: viewFile },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!child.stdout) throw new Error('No output to read');
  for await (const line of createInterface(child.stdout)) {
    const port = Number(/listening (\d+)/.exec(line)?.[1]);
    if (port) return describeChild({ child, port, startedInMs: performance.now() - started });
  }
  throw new Error('The bare Bolt app did not start');
}

export function environment(apiUrl: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    SLACK_BOT_TOKEN: 'xoxb-bench-token',
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: apiUrl,
    BATON_KEY: Buffer.alloc(32, 5).toString('base64'),
    LOG_LEVEL: 'error',
    NODE_ENV: 'production',
  };
}

function describeChild({
  child,
  port,
  startedInMs,
}: {
  child: ChildProcess;
  port: number;
  startedInMs: number;
}): Child {
  return {
    port,
    startedInMs,
    residentMb() {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
    },
    stop: () =>
      new Promise<void>((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

async function answers(port: number, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const answered = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`Baton ended with ${child.exitCode}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

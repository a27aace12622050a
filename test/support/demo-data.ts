import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, readConfig } from '../../src/config.js';
import { startPlay } from '../../src/demo/play.js';
import type { Locale } from '../../src/messages/index.js';

/** The demo company as the playground makes it, made once; each start gets a copy of its own. */
export interface DemoData {
  /** For `startPlay`: any free port, a new copy of the company's folder. */
  config(): Config;
  /** What the company's clock named as the next thing, when it was just made. */
  firstThing: { at: Date; what: string } | null;
  remove(): void;
}

/** `language`: what the company's channels speak. */
export async function demoData({ language }: { language: Locale }): Promise<DemoData> {
  const folders: string[] = [];
  const folder = () => {
    const made = mkdtempSync(join(tmpdir(), 'baton-demo-'));
    folders.push(made);
    return made;
  };
  const configOf = (data: string) =>
    readConfig({
      DATA_DIRECTORY: data,
      PLAYGROUND_PORT: '0',
      PLAYGROUND_LANGUAGE: language,
      LOG_LEVEL: 'silent',
    });
  const first = folder();
  const play = await startPlay({ config: configOf(first), fresh: true, pageDir: undefined });
  const firstThing = await play.baton.next();
  await play.stop();
  return {
    firstThing,
    config() {
      const data = folder();
      cpSync(first, data, { recursive: true });
      return configOf(data);
    },
    remove() {
      for (const one of folders) rmSync(one, { recursive: true, force: true });
    },
  };
}

import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config.js';
import { lockForThisProcess } from '../db/one-process.js';
import { sqliteFile } from '../db/sqlite-file.js';
import type { Locale } from '../messages/index.js';
import { PortTakenError } from '../start.js';
import { demoCompany } from './company.js';
import { greeting } from './greeting.js';
import { newWorkspace } from './new-workspace.js';
import { type Play, type PlayWorkspace, playIn } from './play-workspace.js';
import { playgroundSeeds } from './playground-seeds.js';
import { seedDemo } from './seed.js';
import { toursFor } from './tour/tours.js';

/**
 * The playground: the demo company in a Slack workspace on this machine. Its first page opens another workspace beside
 * it, in which nobody has set Baton up, with a database of its own. `fresh` forgets what happened in both; `newKey` as
 * in startBaton.
 * @throws PortTakenError, DatabaseBusyError, MasterKeyError
 */
export async function startPlay({
  config,
  fresh,
  newKey = false,
  pageDir = builtPage(),
}: {
  config: Config;
  fresh: boolean;
  newKey?: boolean;
  /** The folder of the page; without it there is only the server. */
  pageDir?: string | undefined;
}): Promise<Play> {
  const another = besideOf(config);
  if (fresh) {
    for (const { databaseUrl } of [config, another]) await removeDatabase(databaseUrl);
  }
  let beside: Promise<Play> | undefined;
  const open = async (reads: 'en' | 'zh') => {
    const given = { newKey, pageDir, beside: async () => demo.playground.pageUrl };
    const workspace = newWorkspace(reads === 'zh' ? 'zh-CN' : 'en');
    try {
      return await playIn(workspace, { ...given, config: another });
    } catch (error) {
      if (!(error instanceof PortTakenError)) throw error;
      return playIn(workspace, { ...given, config: { ...another, playgroundPort: 0 } });
    }
  };
  const demo = await playIn(demoWorkspace(config.playgroundLanguage), {
    config,
    newKey,
    pageDir,
    async beside(reads) {
      beside ??= open(reads);
      try {
        return (await beside).playground.pageUrl;
      } catch (error) {
        beside = undefined;
        throw error;
      }
    },
  });
  return {
    ...demo,
    async stop() {
      const other = await beside?.catch(() => undefined);
      await Promise.all([demo.stop(), other?.stop()]);
    },
  };
}

function demoWorkspace(language: Locale): PlayWorkspace {
  const { id, name, domain, timeZone } = demoCompany;
  return {
    team: { id, name, domain },
    ...playgroundSeeds(),
    tours: toursFor(language),
    greeting,
    timeZone,
    takesCustomers: true,
    fill: (baton) => seedDemo(baton, { language }),
  };
}

/** The settings of the workspace beside it: the next port, a database of its own under the same key. */
function besideOf(config: Config): Config {
  const { playgroundPort, dataDirectory } = config;
  return {
    ...config,
    playgroundPort: playgroundPort === 0 ? 0 : playgroundPort + 1,
    databaseUrl: `file:${join(dataDirectory, 'playground-new.db')}`,
  };
}

/** The built page, whether we run from dist/ or from src/. */
function builtPage(): string | undefined {
  for (const place of ['../playground-page', '../../dist/playground-page']) {
    const folder = fileURLToPath(new URL(place, import.meta.url));
    if (existsSync(folder)) return folder;
  }
  return undefined;
}

async function removeDatabase(url: string): Promise<void> {
  const file = sqliteFile(url);
  if (!existsSync(file)) return;
  // Not while another process plays in it.
  const lock = await lockForThisProcess({ file });
  for (const ending of ['', '-wal', '-shm']) rmSync(`${file}${ending}`, { force: true });
  await lock.release();
}

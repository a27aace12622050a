// Generates both Prisma clients from the one schema. The schema engine binary is not needed for this and may
// be impossible to download, so where it is absent a command that fails stands in for it: what really needs
// the engine then fails loudly instead of doing nothing.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const require = createRequire(import.meta.url);
const prisma = join(dirname(require.resolve('prisma/package.json')), 'build', 'index.js');
const engines = dirname(require.resolve('@prisma/engines/package.json', { paths: [dirname(prisma)] }));
const hasEngine = readdirSync(engines).some((file) => file.startsWith('schema-engine'));

const schema = readFileSync(join(here, 'schema.prisma'), 'utf8');
// Inside the project, so that Prisma finds @prisma/client from there.
const scratch = join(root, 'node_modules', '.baton-prisma');

for (const provider of ['sqlite', 'postgresql']) {
  const output = join(root, 'src', 'db', 'generated', provider);
  rmSync(output, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  const file = join(scratch, `${provider}.prisma`);
  writeFileSync(
    file,
    schema
      .replace('"../src/db/generated/sqlite"', JSON.stringify(output))
      .replace('provider = "sqlite"', `provider = "${provider}"`),
  );
  execFileSync(process.execPath, [prisma, 'generate', '--schema', file], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
      ...(hasEngine
        ? {}
        : { PRISMA_SCHEMA_ENGINE_BINARY: process.platform === 'win32' ? process.execPath : '/bin/false' }),
    },
  });
}
rmSync(scratch, { recursive: true, force: true });

/**
 * Prisma's schema engine as WebAssembly: compares schemas without a server and without the engine binary,
 * which may be impossible to download. For development only; nothing under src/ imports this.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { DiagnoseMigrationHistoryOutput, DiffTarget, SchemaEngine } from '@prisma/schema-engine-wasm';

export const providers = ['sqlite', 'postgresql'] as const;
export type Provider = (typeof providers)[number];

export const prismaFolder = dirname(fileURLToPath(import.meta.url));

const path = join(prismaFolder, 'schema.prisma');

type Factory = Parameters<typeof bindMigrationAwareSqlAdapterFactory>[0];

/** Not in the types of Node.js without those of browsers. */
interface WebAssemblyApi {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, unknown>,
  ): Promise<{ instance: { exports: Record<string, (() => void) | undefined> } }>;
}

let loaded: Promise<typeof SchemaEngine> | undefined;

/** The package's entry expects a bundler that imports .wasm files, so the parts are put together here. */
function loadEngine(): Promise<typeof SchemaEngine> {
  loaded ??= (async () => {
    const require = createRequire(import.meta.url);
    const folder = dirname(require.resolve('@prisma/schema-engine-wasm'));
    const glue = await import(join(folder, 'schema_engine_bg.js'));
    const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyApi };
    const { instance } = await WebAssembly.instantiate(readFileSync(join(folder, 'schema_engine_bg.wasm')), {
      './schema_engine_bg.js': glue,
    });
    glue.__wbg_set_wasm(instance.exports);
    instance.exports.__wbindgen_start?.();
    return glue.SchemaEngine as typeof SchemaEngine;
  })();
  return loaded;
}

/** The text of schema.prisma for the given provider. */
export function schemaFor(provider: Provider, text = readFileSync(path, 'utf8')) {
  return text.replace('provider = "sqlite"', `provider = "${provider}"`);
}

/** A schema to compare; null is the empty database, 'database' the one that the `factory` connects to. */
export type DiffSide = string | null | 'database';

/**
 * The SQL that leads from one schema to the other, '' when they are equal. Without a `factory` an SQLite
 * engine in memory stands behind it, which serves for both providers as long as no side is 'database'.
 */
export async function diffSchemas({
  provider,
  from,
  to,
  factory = new PrismaLibSql({ url: ':memory:' }),
}: {
  provider: Provider;
  from: DiffSide;
  to: DiffSide;
  factory?: Factory;
}): Promise<string> {
  const current = schemaFor(provider);
  const side = (schema: DiffSide): DiffTarget => {
    if (schema === null) return { tag: 'empty' };
    if (schema === 'database')
      return { tag: 'schemaDatasource', files: [{ path, content: current }], configDir: prismaFolder };
    return { tag: 'schemaDatamodel', files: [{ path, content: schema }] };
  };
  return await withEngine({ provider, factory }, async (engine) => {
    const { stdout } = await engine.diff({
      from: side(from),
      to: side(to),
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    const sql = stdout ?? '';
    return sql.trim() === '-- This is an empty migration.' ? '' : mend(sql);
  });
}

/**
 * What `prisma migrate status` would say of the database that the `factory` connects to and a folder of
 * migrations.
 */
export async function diagnoseHistory({
  provider,
  factory,
  folder,
}: {
  provider: Provider;
  factory: Factory;
  folder: string;
}): Promise<DiagnoseMigrationHistoryOutput> {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return await withEngine({ provider, factory }, (engine) =>
    engine.diagnoseMigrationHistory({
      optInToShadowDatabase: false,
      filters: { externalTables: [], externalEnums: [] },
      migrationsList: {
        baseDir: folder,
        lockfile: {
          path: 'migration_lock.toml',
          content: readFileSync(join(folder, 'migration_lock.toml'), 'utf8'),
        },
        shadowDbInitScript: '',
        migrationDirectories: names.map(({ name }) => ({
          path: name,
          migrationFile: {
            path: 'migration.sql',
            content: { tag: 'ok', value: readFileSync(join(folder, name, 'migration.sql'), 'utf8') },
          },
        })),
      },
    }),
  );
}

async function withEngine<T>(
  { provider, factory }: { provider: Provider; factory: Factory },
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const Engine = await loadEngine();
  const engine = await Engine.new(
    { datamodels: [[path, schemaFor(provider)]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  try {
    return await work(engine);
  } finally {
    engine.free();
  }
}

/** SQLite's default of a Json column comes out unquoted. */
function mend(sql: string): string {
  return sql.replaceAll(/DEFAULT (\{\}|\[\])/g, "DEFAULT '$1'");
}

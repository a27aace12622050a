import { mkdirSync } from 'node:fs';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { startTrouble } from '../src/start-trouble.js';

async function faultOf(does: () => unknown): Promise<unknown> {
  try {
    await does();
  } catch (error) {
    return error;
  }
  throw new Error('It went well');
}

describe('what a failed start says', () => {
  it('names the folder that cannot be made, and the variable to set', async () => {
    const words = startTrouble(await faultOf(() => mkdirSync('package.json/data', { recursive: true })));
    expect(words).toContain('package.json');
    expect(words).toContain('DATA_DIRECTORY');
  });

  it('says that PostgreSQL is silent, however deep the reason lies', async () => {
    const client = new pg.Client('postgres://baton:secret@127.0.0.1:1/baton');
    const words = startTrouble(new Error('migrate', { cause: await faultOf(() => client.connect()) }));
    expect(words).toContain('PostgreSQL cannot be reached');
    expect(words).toContain('DATABASE_URL');
    expect(words).not.toContain('secret');
  });

  it('tells a refusal and a damaged file apart', () => {
    const refused = Object.assign(new Error('database "x" does not exist'), { code: '3D000' });
    expect(startTrouble(refused)).toContain('PostgreSQL refuses: database "x" does not exist');
    const damaged = Object.assign(new Error('file is not a database'), { code: 'SQLITE_NOTADB' });
    expect(startTrouble(damaged)).toContain('--fresh');
  });

  it('leaves a fault of our own to its stack', () => {
    expect(startTrouble(new TypeError('x is not a function'))).toBeNull();
    expect(startTrouble('a string')).toBeNull();
  });
});

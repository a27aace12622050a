import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config.js';
import { variables } from '../../src/config-variables.js';
import { root } from './sources.js';

const example = readFileSync(join(root, '.env.example'), 'utf8');

test('.env.example documents the variables that config.ts reads, in its order', () => {
  expect(Object.keys(parseEnv(example)).sort()).toEqual(Object.keys(variables).sort());
  const order = [...example.matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]);
  expect(order).toEqual(Object.keys(variables));
});

test('every variable has a comment right above it', () => {
  for (const [, before] of example.matchAll(/^(.*)\n[A-Z_]+=/gm)) expect(before).toMatch(/^# /);
});

test('.env.example itself, copied as it is, starts the playground', () => {
  expect(readConfig(parseEnv(example)).mode).toBe('playground');
});

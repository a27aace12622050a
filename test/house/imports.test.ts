import { describe, expect, test } from 'vitest';
import { importsOf, type Source, sources, withoutComments } from './sources.js';

const all = sources();

/** Rooms that every process stands on. */
const plumbing = ['duties', 'calendar', 'outbox', 'scheduler', 'settings', 'db', 'messages'];
const foundation = [...plumbing, 'people', 'slack', ''];
const features = [...new Set(all.map((source) => source.room))].filter(
  (room) => ![...foundation, 'demo', 'playground'].includes(room),
);
const isThin = ({ path }: Source) =>
  /\/(listeners|jobs|feature|commands?)(-[a-z-]+)?\.ts$|\/listeners\//.test(path);
const isView = ({ path }: Source) => path.includes('/views/');

/** `complaints/queries.ts imports …` for every import that a rule forbids. */
function offenders(rule: (source: Source, one: Source['imports'][number]) => boolean): string[] {
  return all.flatMap((source) =>
    source.imports.filter((one) => rule(source, one)).map((one) => `${source.path} imports ${one.from}`),
  );
}

test('imports are read as they are written', () => {
  const code = withoutComments(`
    // import { a } from './comment.js';
    import { type A, type B } from '../db/types.js';
    import type { C } from './c.js';
    import d, { type E } from "./d.js";
    import './side-effect.js';
    export { f } from './f.js';
    const g = await import('./g.js');
    const url = 'https://example.com'; // not '/' + '/'
  `);
  expect(importsOf('people/may.ts', code).map(({ target, typeOnly }) => [target, typeOnly])).toEqual([
    ['db/types.ts', true],
    ['people/c.ts', true],
    ['people/d.ts', false],
    ['people/f.ts', false],
    ['people/side-effect.ts', false],
    ['people/g.ts', false],
  ]);
});

describe('who may know whom', () => {
  test('there is something to look at', () => {
    expect(all.length).toBeGreaterThan(50);
    expect(features).toEqual(expect.arrayContaining(['complaints', 'customers', 'handoffs']));
  });

  test('only db/ knows the generated clients', () => {
    expect(
      offenders(
        (source, one) =>
          source.room !== 'db' &&
          (/generated/.test(one.from) || (one.from.startsWith('@prisma/') && !one.typeOnly)),
      ),
    ).toEqual([]);
  });

  test('only config.ts reads the environment', () => {
    const readers = all.filter(({ code }) =>
      /process\s*\.\s*env\b|\benv\b[^;]*from 'node:process'/.test(code),
    );
    expect(readers.map(({ path }) => path).filter((path) => path !== 'config.ts')).toEqual([]);
  });

  test('only main.ts and demo/ know the playground, which knows nothing of Baton’s', () => {
    expect(
      offenders(
        (source, one) =>
          one.room === 'playground' &&
          !['playground', 'demo'].includes(source.room) &&
          source.path !== 'main.ts',
      ),
    ).toEqual([]);
    expect(
      offenders(
        (source, one) => source.room === 'playground' && one.room !== null && one.room !== 'playground',
      ),
    ).toEqual([]);
  });

  test('nobody imports the entry points or the demo company, but the entry points themselves', () => {
    expect(
      offenders(
        (source, one) =>
          one.target === 'main.ts' || (one.room === 'demo' && !['', 'demo'].includes(source.room)),
      ),
    ).toEqual([]);
  });

  test('plumbing imports no feature', () => {
    expect(
      offenders(
        (source, one) =>
          plumbing.includes(source.room) && one.room !== null && features.includes(one.room) && !one.typeOnly,
      ),
    ).toEqual([]);
  });

  test('people/ and slack/ import no other feature', () => {
    expect(
      offenders(
        (source, one) =>
          ['people', 'slack'].includes(source.room) &&
          one.room !== null &&
          features.includes(one.room) &&
          !one.typeOnly,
      ),
    ).toEqual([]);
  });

  test('use-cases never call Slack', () => {
    const rooms = [...features, 'people', 'duties'];
    const useCases = all.filter((source) => rooms.includes(source.room) && !isThin(source));
    expect(
      useCases
        .filter(({ code }) => /\bservices\.slack\b|\{[^}]*\bslack\b[^}]*\} = services\b/.test(code))
        .map(({ path }) => path),
    ).toEqual([]);
    expect(
      offenders(
        (source, one) =>
          useCases.includes(source) &&
          !one.typeOnly &&
          (['@slack/bolt', '@slack/web-api'].includes(one.from) || one.target === 'slack/clients.ts'),
      ),
    ).toEqual([]);
  });

  test('views are pure: no database, no Bolt, no use-case', () => {
    expect(
      offenders(
        (source, one) =>
          isView(source) &&
          !one.typeOnly &&
          (['@slack/bolt', '@slack/web-api'].includes(one.from) ||
            one.room === 'db' ||
            one.room === 'outbox' ||
            /\/queries\.ts$/.test(one.target ?? '')),
      ),
    ).toEqual([]);
  });

  test('the calendar is pure', () => {
    expect(
      offenders(
        (source, one) =>
          source.room === 'calendar' && one.room !== null && one.room !== 'calendar' && !one.typeOnly,
      ),
    ).toEqual([]);
  });

  test('a feature takes use-cases, queries and types of another, never its listeners, jobs or views', () => {
    expect(
      offenders(
        (source, one) =>
          one.room !== null &&
          one.room !== source.room &&
          [...features, 'people'].includes(one.room) &&
          source.path !== 'features.ts' &&
          /\/(listeners|jobs|feature|commands?)(-[a-z-]+)?\.ts$|\/listeners\//.test(one.target ?? ''),
      ),
    ).toEqual([]);
  });

  test('features do not know each other in circles', () => {
    const graph = new Map<string, Set<string>>(features.map((room) => [room, new Set()]));
    for (const { room, imports } of all) {
      for (const one of imports) {
        if (one.room !== null && one.room !== room && features.includes(one.room) && !one.typeOnly) {
          graph.get(room)?.add(one.room);
        }
      }
    }
    const circles: string[] = [];
    const visit = (room: string, way: string[]) => {
      if (way.includes(room)) {
        circles.push([...way.slice(way.indexOf(room)), room].join(' → '));
        return;
      }
      for (const next of graph.get(room) ?? []) visit(next, [...way, room]);
    };
    for (const room of features) visit(room, []);
    expect([...new Set(circles)]).toEqual([]);
  });
});

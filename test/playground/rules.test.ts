/** The documented rules and the tests that show them: neither without the other. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Rule {
  rule: string;
  page: string;
  test: string;
  file: string;
}

/** The rows of the tables under a heading that names a test file. */
function documentedRules(): Rule[] {
  const rules: Rule[] = [];
  let file = '';
  for (const line of readFileSync('docs/playground.md', 'utf8').split('\n')) {
    if (line.startsWith('#')) file = /`(test\/playground\/[\w-]+\.test\.ts)`/.exec(line)?.[1] ?? '';
    const cells = line.split(' | ').map((one) => one.replace(/^\| | \|$/g, '').trim());
    const [rule, page, test] = cells;
    if (file && cells.length === 3 && rule && page?.startsWith('…/') && test)
      rules.push({ rule, page, test, file });
  }
  return rules;
}

const rules = documentedRules();
const titlesIn = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/^\s*it\('([^']+)'/gm)].map((one) => String(one[1]));

it('has a test for every rule in docs/playground.md, and one rule for each test', () => {
  expect(rules.length).toBeGreaterThan(50);
  expect(rules.filter((one) => !titlesIn(one.file).includes(one.test))).toEqual([]);
  const tests = rules.map((one) => `${one.file} ${one.test}`);
  expect(tests.filter((one, at) => tests.indexOf(one) !== at)).toEqual([]);
});

it('documents whatever the suites of the rules test', () => {
  // These suites hold nothing but rules of Slack's, and one thing that only trouble brings about.
  const own = 'loses acknowledgements and delivers twice on demand';
  for (const name of ['api', 'delivery', 'interactions', 'oauth', 'people', 'sockets']) {
    const file = `test/playground/${name}.test.ts`;
    const documented = rules.filter((one) => one.file === file).map((one) => one.test);
    expect(documented.sort()).toEqual(
      titlesIn(file)
        .filter((one) => one !== own)
        .sort(),
    );
  }
});

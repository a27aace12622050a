import { describe, expect, it } from 'vitest';
import { nameKey, nameKeys } from '../../src/customers/names.js';

describe('a name folded for search', () => {
  it.each([
    ['阿依古丽・买买提', '阿依古丽·买买提'],
    ['阿依古丽‧买买提', '阿依古丽•买买提'],
    ['阿依古丽･买买提', '阿依古丽 买买提'],
    ['\u200b王晓芳', '王晓芳'],
    ['王\u2060晓\ufe0f芳\ufeff', '王晓芳'],
    ['ＡＢＣ商贸', 'abc商贸'],
    ['José Núñez', 'jose nunez'],
    ['Jose\u0301', 'José'],
    ['Łukasz Sørensen', 'lukasz sorensen'],
    ['Großmann', 'GROSSMANN'],
    ['İpek', 'ipek'],
    ['O’Hara', "o'hara"],
    ['“Big” Tom', '"big" tom'],
    ['Anne‑Marie', 'anne-marie'],
    ['１６８８商贸', '1688商贸'],
  ])('%j is %j', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
    expect(nameKey(one)).not.toBe('');
  });

  it('keeps letters that only look alike apart, and Korean and Japanese whole', () => {
    expect(nameKey('김철수')).toBe('김철수');
    expect(nameKey('がくと')).not.toBe(nameKey('かくと'));
    expect(nameKey('张伟')).not.toBe(nameKey('張偉'));
  });

  it('of signs alone is still a name', () => {
    expect(nameKey('★')).toBe('★');
    expect(nameKey(' \u200b ')).toBe('');
  });
});

describe('what a name is found by', () => {
  it.each([
    ['Mary Ann Smith', ['maryannsmith', 'annsmith', 'smith']],
    ['欧阳娜 Ouyang Na', ['欧阳娜ouyangna', 'ouyangna', 'na']],
    ['上海1688商贸', ['上海1688商贸', '1688商贸', '商贸']],
    ['阿依古丽·买买提', ['阿依古丽买买提', '买买提']],
    ['Na Na', ['nana', 'na']],
  ])('%s', (name, keys) => expect(nameKeys(name)).toEqual(keys));

  it('is no more than an index takes, however long the name', () => {
    const keys = nameKeys('\ufdfa '.repeat(60));
    expect(keys.length).toBeLessThanOrEqual(12);
    for (const key of keys) expect(Buffer.byteLength(key)).toBeLessThan(1_000);
  });
});

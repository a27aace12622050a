import { describe, expect, it } from 'vitest';
import { normalisePhone, readPhone } from '../../src/customers/phone.js';

describe('a phone number as typed', () => {
  it.each([
    ['13800001111', '+8613800001111'],
    ['138 0000 1111', '+8613800001111'],
    ['138-0000-1111', '+8613800001111'],
    ['１３８００００１１１１', '+8613800001111'],
    ['＋８６　１３８－００００－１１１１', '+8613800001111'],
    ['+86 138 0000 1111', '+8613800001111'],
    ['0086 13800001111', '+8613800001111'],
    ['86 13800001111', '+8613800001111'],
    ['（+86）13800001111', '+8613800001111'],
    ['tel:+8613800001111', '+8613800001111'],
    ['\u202a13800001111\u202c', '+8613800001111'],
    ['138\u00a00000\u20111111', '+8613800001111'],
    ['010-8888 8888', '+861088888888'],
    ['(010) 88888888', '+861088888888'],
    ['13800001111.0', '+8613800001111'],
    ['+86 (0)10 8888 8888', '+861088888888'],
    ['+86 010 8888 8888', '+861088888888'],
    ['+44 (0)20 7946 0958', '+442079460958'],
    ['0044 20 7946 0958', '+442079460958'],
    ['+1 (415) 555-2671', '+14155552671'],
    ['+852 9123 4567', '+85291234567'],
    ['400-820-8820', '+864008208820'],
    ['+99913800001111', '+99913800001111'],
  ])('%s is %s', (typed, normal) => {
    expect(normalisePhone(typed, 'CN')).toBe(normal);
    // Normal is normal: what was stored can be read again.
    expect(normalisePhone(normal, 'CN')).toBe(normal);
  });

  it.each([
    '',
    '   ',
    '12345',
    'none',
    '138 0000 111x',
    '+0123456789',
    '1234567890123456',
    '=1+1',
    '<!channel>',
    '++8613800001111',
    '🙂',
    '1.38E+10',
    '6234567/6234568',
    '6234567 6234568',
    '13800001111、13900001111',
    '13800001111 or 13900001111',
  ])('%j is refused', (typed) => {
    expect(normalisePhone(typed, 'CN')).toBeNull();
  });

  it.each([
    ['021-62345678-801', '+862162345678', '801'],
    ['021-62345678转801', '+862162345678', '801'],
    ['021-62345678 分机：801', '+862162345678', '801'],
    ['+44 20 7946 0958 ext. 12', '+442079460958', '12'],
    ['021-62345678#9', '+862162345678', '9'],
  ])('%s has an extension that is not part of it', (typed, number, extension) => {
    expect(readPhone(typed, 'CN')).toEqual({ number, extension });
  });

  it('is of the company’s country where it names none', () => {
    expect(normalisePhone('020 7946 0958', 'GB')).toBe('+442079460958');
    expect(normalisePhone('(415) 555-2671', 'US')).toBe('+14155552671');
    expect(normalisePhone('13800001111', 'GB')).toBeNull();
  });

  it('says what was understood of one that cannot be right', () => {
    expect(readPhone('6234567 6234568', 'CN')).toMatchObject({
      problem: 'unreadable',
      understood: expect.stringContaining('+86'),
    });
    expect(readPhone('6234567/6234568', 'CN')).toMatchObject({ problem: 'several' });
    expect(readPhone('ask Ann', 'CN')).toEqual({ problem: 'unreadable', understood: null });
  });
});

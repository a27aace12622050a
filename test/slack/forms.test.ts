import type { ViewStateValue } from '@slack/bolt';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  choice,
  FormError,
  idList,
  optionalDay,
  optionalId,
  optionalInstant,
  optionalText,
  readForm,
  readMetadata,
  readPartialForm,
  requiredId,
  requiredText,
  wholeNumber,
} from '../../src/slack/forms.js';
import { UserError } from '../../src/slack/user-error.js';

const view = (values: Record<string, Partial<ViewStateValue>>) => ({
  state: {
    values: Object.fromEntries(
      Object.entries(values).map(([block, state]) => [block, { value: state as ViewStateValue }]),
    ),
  },
});

const text = (value: string | null) => ({ type: 'plain_text_input', value });
const select = (value: string | null) => ({
  type: 'static_select',
  selected_option: value === null ? null : { text: { type: 'plain_text' as const, text: value }, value },
});

function refusalsOf(read: () => unknown): [field: string | undefined, code: string][] {
  try {
    read();
  } catch (error) {
    if (error instanceof FormError) return error.refusals.map(({ field, code }) => [field, code]);
    throw error;
  }
  throw new Error('Nothing was refused');
}

describe('readForm', () => {
  test('reads every kind of input', () => {
    const form = readForm(
      view({
        content: text('  They never called back\n '),
        note: text(null),
        severity: select('serious'),
        'customer#3': {
          type: 'external_select',
          selected_option: { text: { type: 'plain_text', text: 'x' }, value: 'c1' },
        },
        accused: { type: 'users_select', selected_user: null },
        tags: {
          type: 'checkboxes',
          selected_options: [{ text: { type: 'plain_text', text: 'x' }, value: 'a' }],
        },
        day: { type: 'datepicker', selected_date: '2026-11-25' },
        at: { type: 'datetimepicker', ...({ selected_date_time: 1_795_588_200 } as object) },
        count: { type: 'number_input', value: '12' },
      }),
      {
        content: requiredText({ max: 100 }),
        note: optionalText(),
        severity: choice(['normal', 'serious']),
        customer: requiredId(),
        accused: optionalId(),
        tags: idList(),
        missing: idList(),
        day: optionalDay(),
        at: optionalInstant(),
        count: wholeNumber({ min: 0, max: 20 }),
      },
    );
    expect(form).toEqual({
      content: 'They never called back',
      note: '',
      severity: 'serious',
      customer: 'c1',
      accused: null,
      tags: ['a'],
      missing: [],
      day: '2026-11-25',
      at: new Date('2026-11-25T06:30:00Z'),
      count: 12,
    });
  });

  test('names every field that cannot be taken, once', () => {
    const read = () =>
      readForm(
        view({
          content: text('   '),
          name: text('x'.repeat(11)),
          severity: select(null),
          kind: select('forged'),
          n: { type: 'number_input', value: '21' },
        }),
        {
          content: requiredText(),
          name: requiredText({ max: 10 }),
          severity: choice(['normal']),
          kind: choice(['valid']),
          absent: requiredId(),
          n: wholeNumber({ min: 0, max: 20 }),
        },
      );
    expect(refusalsOf(read)).toEqual([
      ['content', 'formRequired'],
      ['name', 'formTooLong'],
      ['severity', 'formRequired'],
      ['kind', 'formInvalid'],
      ['absent', 'formRequired'],
      ['n', 'formInvalid'],
    ]);
  });

  test('a check of a feature names its own refusal', () => {
    const shape = { name: requiredText().refine((name) => name !== 'no', 'customerNameMissing') };
    expect(refusalsOf(() => readForm(view({ name: text('no') }), shape))).toEqual([
      ['name', 'customerNameMissing'],
    ]);
  });

  test('an unfinished form gives what is there', () => {
    const shape = { content: requiredText(), severity: choice(['normal']) };
    expect(
      readPartialForm(view({ content: text('x'), severity: select(null), other: text('y') }), shape),
    ).toEqual({
      content: 'x',
    });
  });
});

describe('readMetadata', () => {
  const kind = z.object({ complaintId: z.string() });

  test('gives back what was put in', () => {
    expect(readMetadata(JSON.stringify({ complaintId: 'c' }), kind)).toEqual({ complaintId: 'c' });
  });

  test.each([[''], ['{'], ['{"complaintId":1}'], [undefined]])('refuses %j as out of date', (forged) => {
    expect(() => readMetadata(forged, kind)).toThrow(expect.objectContaining({ code: 'formStale' }));
    expect(() => readMetadata(forged, kind)).toThrow(UserError);
  });
});

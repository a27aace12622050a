/** What Slack refuses in blocks, elements and views, each with the path it points at. */
import type { KnownBlock } from '@slack/types';
import { describe, expect, it } from 'vitest';
import own from '../../src/playground/server/limits.json' with { type: 'json' };
import { SlackRefusal } from '../../src/playground/server/slack-refusal.js';
import { acceptMessage } from '../../src/playground/server/validate-message.js';
import { acceptView, viewFaults } from '../../src/playground/server/validate-view.js';
import batons from '../../src/slack/limits.json' with { type: 'json' };
import { input, modal, text } from './stand.js';

const md = (content: string) => ({ type: 'mrkdwn', text: content });
const option = (value: string, label = value) => ({ text: text(label), value });
const many = (count: number) => Array.from({ length: count }, (_, at) => option(`v${at}`));
const button = (more: object = {}) => ({ type: 'button', action_id: 'a', text: text('Go'), ...more });
const actions = (...elements: unknown[]) => ({ type: 'actions', elements });
const section = (more: object = {}) => ({ type: 'section', text: md('hello'), ...more });
const select = (more: object = {}) => ({
  type: 'static_select',
  action_id: 's',
  options: [option('a')],
  ...more,
});

function refusal(work: () => unknown): { code: string; lines: string[] } | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    const metadata = error.extra.response_metadata as { messages: string[] } | undefined;
    return { code: error.code, lines: metadata?.messages ?? [] };
  }
}
const message = (...blocks: unknown[]) => refusal(() => acceptMessage({ text: 'x', blocks }));

describe('messages', () => {
  it.each<[string, unknown, string]>([
    ['unknown block', { type: 'wizard' }, 'unsupported type: wizard [json-pointer:/blocks/0/type]'],
    [
      'unknown property',
      section({ colour: 'red' }),
      'invalid additional property: colour [json-pointer:/blocks/0]',
    ],
    ['empty section', { type: 'section' }, 'must define either `text` or `fields` [json-pointer:/blocks/0]'],
    [
      'empty text',
      section({ text: md('') }),
      'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'long section',
      section({ text: md('x'.repeat(3001)) }),
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'long button',
      actions(button({ text: text('x'.repeat(76)) })),
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
    ],
    [
      'mrkdwn button',
      actions(button({ text: md('Go') })),
      'must be a valid enum value [json-pointer:/blocks/0/elements/0/text/type]',
    ],
    [
      'button style',
      actions(button({ style: 'green' })),
      'must be a valid enum value [json-pointer:/blocks/0/elements/0/style]',
    ],
    [
      'button value',
      actions(button({ value: 'x'.repeat(2001) })),
      'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
    ],
    [
      'text input in actions',
      actions({ type: 'plain_text_input', action_id: 'a' }),
      'unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]',
    ],
    [
      'button in input',
      input('b', 'L', button()),
      'unsupported type: button [json-pointer:/blocks/0/element/type]',
    ],
    [
      'same action_id',
      actions(button(), button()),
      '`action_id` "a" already exists [json-pointer:/blocks/0/elements/1/action_id]',
    ],
    [
      'too many buttons',
      actions(...Array.from({ length: 26 }, (_, at) => button({ action_id: `a${at}` }))),
      'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'no options',
      section({ accessory: select({ options: [] }) }),
      'must provide at least 1 items [json-pointer:/blocks/0/accessory/options]',
    ],
    [
      '101 options',
      section({ accessory: select({ options: many(101) }) }),
      'no more than 100 items allowed [json-pointer:/blocks/0/accessory/options]',
    ],
    [
      'foreign initial option',
      section({ accessory: select({ initial_option: option('b') }) }),
      'must match one of the provided `options` [json-pointer:/blocks/0/accessory/initial_option]',
    ],
    [
      '6 in overflow',
      section({ accessory: { type: 'overflow', options: many(6) } }),
      'no more than 5 items allowed [json-pointer:/blocks/0/accessory/options]',
    ],
    [
      'option value',
      section({ accessory: select({ options: [option('x'.repeat(151), 'l')] }) }),
      'must be less than 151 characters [json-pointer:/blocks/0/accessory/options/0/value]',
    ],
    [
      '11 fields',
      { type: 'section', fields: Array.from({ length: 11 }, () => md('f')) },
      'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
    ],
    [
      'mrkdwn header',
      { type: 'header', text: md('h') },
      'must be a valid enum value [json-pointer:/blocks/0/text/type]',
    ],
    [
      'long header',
      { type: 'header', text: text('h'.repeat(151)) },
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      '11 in context',
      { type: 'context', elements: Array.from({ length: 11 }, () => md('c')) },
      'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'no label',
      { type: 'input', element: { type: 'plain_text_input' } },
      'missing required field: label [json-pointer:/blocks/0]',
    ],
    [
      'image without alt',
      { type: 'image', image_url: 'https://a/b.png' },
      'missing required field: alt_text [json-pointer:/blocks/0]',
    ],
    [
      'confirm',
      actions(button({ confirm: { title: text('t'.repeat(101)), text: md('?') } })),
      'must be less than 101 characters [json-pointer:/blocks/0/elements/0/confirm/title/text]',
    ],
    [
      'date',
      section({ accessory: { type: 'datepicker', initial_date: '23.11.2026' } }),
      'must be formatted as YYYY-MM-DD [json-pointer:/blocks/0/accessory/initial_date]',
    ],
    [
      'file input',
      input('f', 'File', { type: 'file_input' }),
      'unsupported type: file_input [json-pointer:/blocks/0/element]',
    ],
    [
      'number input',
      input('n', 'N', { type: 'number_input' }),
      'missing required field: is_decimal_allowed [json-pointer:/blocks/0/element]',
    ],
  ])('refuses %s', (_name, block, line) => {
    expect(message(block)).toEqual({
      code: 'invalid_blocks',
      lines: expect.arrayContaining([`[ERROR] ${line}`]),
    });
  });

  it('refuses repeated block_ids, 51 blocks and too much text in all', () => {
    const twice = message(section({ block_id: 'b' }), section({ block_id: 'b' }));
    expect(twice?.lines).toEqual(['[ERROR] `block_id` "b" already exists [json-pointer:/blocks/1/block_id]']);
    expect(message(...Array.from({ length: 51 }, () => ({ type: 'divider' })))?.lines).toEqual([
      '[ERROR] no more than 50 items allowed [json-pointer:/blocks]',
    ]);
    const full = Array.from({ length: 5 }, () => section({ text: md('x'.repeat(2900)) }));
    expect(message(...full)).toEqual({ code: 'msg_blocks_too_long', lines: [] });
    expect(message(...full.slice(0, 4))).toBeUndefined();
  });

  it('refuses nothing to say, too much text, and blocks that are no list', () => {
    expect(refusal(() => acceptMessage({ text: ' ' }))?.code).toBe('no_text');
    expect(refusal(() => acceptMessage({ text: 'x'.repeat(40_001) }))?.code).toBe('msg_too_long');
    expect(refusal(() => acceptMessage({ text: 'x', blocks: '{"a' }))?.code).toBe('invalid_blocks_format');
    expect(refusal(() => acceptMessage({ text: 'x', attachments: [{ colour: 1 }] }))?.code).toBe(
      'invalid_attachments',
    );
  });

  it('takes one of everything that is modelled', () => {
    const blocks = [
      { type: 'header', text: text('Title') },
      section({ fields: [md('a'), text('b')], accessory: button({ confirm: { text: text('Sure?') } }) }),
      {
        type: 'context',
        elements: [md('c'), { type: 'image', image_url: 'https://a.example/b.png', alt_text: 'b' }],
      },
      { type: 'divider' },
      actions(
        button({ url: 'https://example.com', style: 'danger' }),
        select({ initial_option: option('a') }),
        { type: 'overflow', action_id: 'o', options: [option('x')] },
        { type: 'datepicker', action_id: 'd', initial_date: '2026-11-23' },
        { type: 'users_select', action_id: 'u' },
        { type: 'checkboxes', action_id: 'c', options: [{ text: md('*x*'), value: 'x' }] },
      ),
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'r' }] }],
      },
      {
        type: 'table',
        rows: [
          [
            { type: 'raw_text', text: 'a' },
            { type: 'raw_text', text: 'b' },
          ],
        ],
      },
      { type: 'markdown', text: '**m**' },
      input('i', 'L', { type: 'plain_text_input', action_id: 't' }),
    ] as unknown as KnownBlock[];
    expect(message(...blocks)).toBeUndefined();
  });
});

describe('views', () => {
  const line = (view: unknown, type: 'modal' | 'home' = 'modal') => viewFaults(view, type);
  it.each<[string, unknown, string]>([
    [
      'long title',
      modal([], { title: text('t'.repeat(25)) }),
      'must be less than 25 characters [json-pointer:/view/title/text]',
    ],
    ['no title', { type: 'modal', blocks: [] }, 'missing required field: title [json-pointer:/view]'],
    [
      'input without submit',
      modal([input('a', 'A', { type: 'plain_text_input' })], { submit: undefined }),
      'must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/0/input]',
    ],
    [
      'metadata',
      modal([], { private_metadata: 'x'.repeat(3001) }),
      'must be less than 3001 characters [json-pointer:/view/private_metadata]',
    ],
    [
      '101 blocks',
      modal(Array.from({ length: 101 }, () => ({ type: 'divider' }))),
      'no more than 100 items allowed [json-pointer:/view/blocks]',
    ],
    [
      'markdown',
      modal([{ type: 'markdown', text: 'x' }]),
      'unsupported type: markdown [json-pointer:/view/blocks/0/type]',
    ],
    ['not an object', 'modal', 'must provide an object [json-pointer:/view]'],
    [
      'two in focus',
      modal([1, 2].map((at) => input(`i${at}`, 'A', { type: 'plain_text_input', focus_on_load: true }))),
      'only one element can have `focus_on_load` set to true [json-pointer:/view/blocks]',
    ],
  ])('refuses %s', (_name, view, expected) => {
    expect(line(view)).toContain(`[ERROR] ${expected}`);
  });

  it('refuses what only modals have in a home tab', () => {
    expect(line({ type: 'home', blocks: [], title: text('x'), submit: text('y') }, 'home')).toEqual([
      '[ERROR] invalid additional property: title [json-pointer:/view]',
      '[ERROR] invalid additional property: submit [json-pointer:/view]',
    ]);
    expect(line(modal([]), 'home')).toHaveLength(1);
    expect(line({ type: 'home', blocks: [section(), actions(button())] }, 'home')).toEqual([]);
  });

  it('refuses more than 250 kB', () => {
    const blocks = Array.from({ length: 100 }, () => section({ text: md('x'.repeat(2999)) }));
    expect(refusal(() => acceptView(modal(blocks), 'modal'))?.code).toBe('view_too_large');
  });
});

it('keeps to the same limits as Baton itself', () => {
  // Two copies, because the playground shares nothing with the app it stands beside; this holds them together.
  expect(own).toEqual(batons);
});

import { describe, expect, test } from 'vitest';
import {
  actions,
  button,
  context,
  fields,
  header,
  home,
  modal,
  option,
  section,
} from '../../src/slack/blocks.js';
import { checkboxInput, radioInput, searchInput, selectInput, textInput } from '../../src/slack/inputs.js';
import limits from '../../src/slack/limits.json' with { type: 'json' };

const long = '张伟🙂'.repeat(3000);

describe('blocks keep Slack’s limits, however long a name is', () => {
  test('text', () => {
    expect(section(long).text?.text.length).toBeLessThanOrEqual(limits.block.section.text);
    expect(header(long).text.text.length).toBeLessThanOrEqual(limits.block.header.text);
    expect(button({ text: long, actionId: 'a' }).text.text.length).toBeLessThanOrEqual(
      limits.element.button.text,
    );
    expect(modal({ callbackId: 'a', title: long, blocks: [] }).title.text.length).toBeLessThanOrEqual(24);
    expect(section('').text?.text).not.toBe('');
  });

  test('numbers', () => {
    const pairs = Array.from({ length: 23 }, (_, n) => [`n${n}`, 'v'] as const);
    expect(fields(pairs).map((block) => block.fields?.length)).toEqual([10, 10, 3]);
    expect(
      fields([
        ['a', ''],
        ['b', null],
      ]),
    ).toEqual([]);
    expect(context(...Array.from({ length: 12 }, () => 'x')).elements).toHaveLength(10);
    expect(
      actions(Array.from({ length: 30 }, () => button({ text: 'x', actionId: 'a' }))).elements,
    ).toHaveLength(25);
    expect(home({ blocks: Array.from({ length: 120 }, () => section('x')) }).blocks).toHaveLength(100);
  });
});

describe('inputs', () => {
  const options = [option('Normal', 'normal'), option('Serious', 'serious')];

  test('begin with what is given, and ignore what is not among the options', () => {
    expect(selectInput({ name: 'a', label: 'A', options, initial: 'serious' }).element).toMatchObject({
      initial_option: { value: 'serious' },
    });
    expect(selectInput({ name: 'a', label: 'A', options, initial: 'gone' }).element).not.toHaveProperty(
      'initial_option',
    );
    expect(checkboxInput({ name: 'a', label: 'A', options, initial: [] }).element).not.toHaveProperty(
      'initial_options',
    );
    expect(radioInput({ name: 'a', label: 'A', options, initial: null }).element).not.toHaveProperty(
      'initial_option',
    );
  });

  test('a text never begins longer than it may be', () => {
    const { element } = textInput({ name: 'a', label: 'A', initial: long, max: 100 });
    expect(element).toMatchObject({ max_length: 100 });
    expect((element as { initial_value: string }).initial_value.length).toBeLessThanOrEqual(100);
  });

  test('a search begins with the first character: many Chinese names have two', () => {
    expect(searchInput({ name: 'a', label: 'A', actionId: 'x' }).element).toMatchObject({
      min_query_length: 1,
    });
  });

  test('an input that is not listened to is not dispatched', () => {
    expect(textInput({ name: 'a', label: 'A' })).not.toHaveProperty('dispatch_action');
    expect(selectInput({ name: 'a', label: 'A', options, dispatchAs: 'x.y' })).toMatchObject({
      dispatch_action: true,
      element: { action_id: 'x.y' },
    });
  });
});

import { describe, expect, it } from 'vitest';
import { repeatKeyOf } from '../../src/slack/repeat-key.js';

const plain = (text: string) => `<${text}>`;
const keyOf = (body: unknown) => repeatKeyOf(body, plain).repeatKey;

const user = { id: 'U1' };
const action = { action_ts: '1.2', action_id: 'customer.reveal', block_id: 'b', type: 'button', value: 'c1' };
const click = { type: 'block_actions', user, actions: [action] };
const clickWith = (part: object) => ({ ...click, actions: [{ ...action, ...part }] });
const values = { content: { 'content.input': { type: 'plain_text_input', value: 'Charged twice' } } };
const view = { id: 'V1', hash: '1.a', private_metadata: '{"id":"c1"}', state: { values } };
const form = { type: 'view_submission', user, view };
const formWith = (part: object) => ({ ...form, view: { ...view, ...part } });
const command = { command: '/complaint', text: 'late', trigger_id: 't.1', user_id: 'U1' };
const shortcut = {
  type: 'message_action',
  action_ts: '3.4',
  callback_id: 'complaint.register',
  user,
  channel: { id: 'C1' },
  message: { ts: '5.6' },
};

/** A request, and what is another one although Slack gave it the same time, hash or trigger. */
const requests: Record<string, { body: object; others: object[] }> = {
  'an event': { body: { event_id: 'Ev1' }, others: [{ event_id: 'Ev2' }] },
  'a click': {
    body: click,
    others: [
      clickWith({ value: 'c2' }),
      clickWith({ block_id: 'other' }),
      clickWith({ action_id: 'customer.open' }),
      clickWith({ action_ts: '1.3' }),
      clickWith({ selected_option: { value: 'merge' } }),
      clickWith({ selected_user: 'U3' }),
      { ...click, user: { id: 'U2' } },
    ],
  },
  'a submission': {
    body: form,
    others: [
      formWith({ id: 'V2' }),
      formWith({ hash: '1.b' }),
      formWith({ private_metadata: '{"id":"c2"}' }),
      formWith({ state: { values: { content: { 'content.input': { value: 'Charged three times' } } } } }),
      { ...form, user: { id: 'U2' } },
    ],
  },
  'a command': {
    body: command,
    others: [
      { ...command, text: 'never' },
      { ...command, command: '/customer' },
      { ...command, user_id: 'U2' },
      { ...command, trigger_id: 't.2' },
    ],
  },
  'a shortcut': {
    body: shortcut,
    others: [
      { ...shortcut, message: { ts: '5.7' } },
      { ...shortcut, channel: { id: 'C2' } },
      { ...shortcut, user: { id: 'U2' } },
      { ...shortcut, action_ts: '3.5' },
    ],
  },
};

describe('what tells a request that is delivered twice from another one', () => {
  for (const [name, { body, others }] of Object.entries(requests)) {
    it(`${name}: everything that it asks for`, () => {
      const key = keyOf(body);
      expect(key).toEqual(expect.any(String));
      expect(keyOf(structuredClone(body))).toBe(key);
      expect(new Set([key, ...others.map(keyOf)]).size).toBe(others.length + 1);
    });
  }

  it('a form keeps its own key whatever is entered in it, and the order of its fields says nothing', () => {
    const two = { a: { x: { value: '1' } }, b: { y: { value: '2' } } };
    const turned = { b: { y: { value: '2' } }, a: { x: { value: '1' } } };
    const [one, other] = [two, turned].map((of) => repeatKeyOf(formWith({ state: { values: of } }), plain));
    expect(one).toEqual(other);
    expect(repeatKeyOf(form, plain).formKey).toBe(one?.formKey);
    expect(repeatKeyOf(formWith({ hash: '1.b' }), plain).formKey).not.toBe(one?.formKey);
  });

  it('nothing of what was entered stands in the keys as it is', () => {
    const hidden = (body: object) => JSON.stringify(repeatKeyOf(body, () => 'digest'));
    expect(hidden(form)).not.toContain('Charged');
    expect(hidden(command)).not.toContain('late');
  });

  it('options and closed views change nothing', () => {
    expect(repeatKeyOf({ type: 'block_suggestion' }, plain)).toEqual({});
    expect(repeatKeyOf({ type: 'view_closed', view: { id: 'V1', hash: '1.a' } }, plain)).toEqual({});
  });
});

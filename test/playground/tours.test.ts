/** Tours: plain data of the host, ticked off by what goes over the wire. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Tour, TourInfo, TourSign } from '../../src/playground/protocol.js';
import { isSign } from '../../src/playground/server/tours.js';
import type { WireEntry } from '../../src/playground/server/wire.js';
import { input, modal, startWithBolt } from './stand.js';

const says = { en: 'Do it', zh: '请做' };
const step = { as: { en: 'U_SAM', zh: 'U_MEI' }, where: { channel: 'C_SERVICE' }, says, does: [] };
const tour: Tour = {
  id: 'form',
  title: says,
  about: says,
  steps: [
    { ...step, done: { name: 'views.open', has: { 'request.view': '"form"' } } },
    {
      ...step,
      done: {
        name: 'view_submission',
        has: { 'request.view.callback_id': 'form', 'request.user.id': { en: 'U_SAM', zh: 'U_MEI' } },
        hasNot: { 'response.response_action': 'errors' },
      },
    },
    { ...step, done: { name: 'event:app_home_opened' } },
  ],
};

describe('a tour', () => {
  let stand: Awaited<ReturnType<typeof startWithBolt>>;
  beforeEach(async () => {
    stand = await startWithBolt(
      'http',
      (app) => {
        app.command('/complaint', async ({ ack, client, command }) => {
          await ack();
          const view = modal([input('x', 'Extra', { type: 'plain_text_input', action_id: 'a' })]);
          await client.views.open({ trigger_id: command.trigger_id, view });
        });
        app.view('form', async ({ ack, view }) => {
          if (view.state.values.x?.a?.value === 'bad')
            await ack({ response_action: 'errors', errors: { x: 'No' } });
          else await ack();
        });
        app.event('app_home_opened', async () => {});
      },
      { tours: [tour] },
    );
  });
  afterEach(() => stand.stop());

  const reached = () => stand.playground.tours()[0]?.at;
  const post = async (body: unknown) => {
    const response = await fetch(`${stand.playground.pageUrl}playground/tours`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as TourInfo[] | { ok: false; error: string };
  };

  it('is ticked off step by step, in order, only by what was taken', async () => {
    const { slack, playground } = stand;
    const sam = slack.as('sam');
    await sam.command('#service', '/complaint');
    await (await sam.modal()).close();
    await slack.quiet();
    // Nobody has begun it.
    expect(reached()).toBe(0);
    expect(await post({ id: 'form' })).toMatchObject([{ at: 0 }]);
    await sam.openHome();
    await slack.quiet();
    expect(reached()).toBe(0);
    await sam.command('#service', '/complaint');
    const form = await sam.modal();
    await slack.quiet();
    expect(reached()).toBe(1);
    await form.fill({ Extra: 'bad' });
    expect((await form.submit()).outcome).toBe('errors');
    await slack.quiet();
    expect(reached()).toBe(1);
    await form.fill({ Extra: 'good' });
    await form.submit();
    await slack.waitFor(() => reached() === 2);
    await sam.openHome();
    await slack.waitFor(() => reached() === 3);
    const listed = (await (await fetch(`${playground.pageUrl}playground/tours`)).json()) as TourInfo[];
    expect(listed).toEqual([{ ...tour, at: 3 }]);
  });

  it('begins anew, goes to a step, and refuses what there is not', async () => {
    expect(await post({ id: 'form', at: 2 })).toMatchObject([{ at: 2 }]);
    expect(await post({ id: 'form' })).toMatchObject([{ at: 2 }]);
    await stand.slack.as('sam').openHome();
    await stand.slack.waitFor(() => reached() === 3);
    expect(await post({ id: 'form', at: 0 })).toMatchObject([{ at: 0 }]);
    expect(await post({ id: 'other', at: 0 })).toMatchObject({ ok: false, error: 'no_such_tour' });
    for (const at of [-1, 4, 0.5, 'x']) {
      expect(await post({ id: 'form', at })).toMatchObject({ ok: false, error: 'invalid_step' });
    }
    expect(reached()).toBe(0);
  });
});

describe('a sign', () => {
  const entry: WireEntry = {
    n: 1,
    at: 0,
    direction: 'from-app',
    by: 'api',
    name: 'chat.update',
    request: { text: 'Zhang', blocks: [{ elements: [{ action_id: 'accept' }] }] },
    response: { ok: true },
    ms: 1,
  };
  const sign = { name: 'chat.update', has: { 'request.blocks.0.elements': 'accept' } };

  it('looks into lists and objects', () => {
    expect(isSign(sign, entry)).toBe(true);
    expect(isSign({ ...sign, name: 'chat.postMessage' }, entry)).toBe(false);
    expect(isSign({ ...sign, hasNot: { 'request.text': 'Zhang' } }, entry)).toBe(false);
    expect(isSign({ name: 'chat.update', has: { 'request.no.such': 'x' } }, entry)).toBe(false);
  });

  it('holds all of a list, each in either language', () => {
    const has = (said: NonNullable<TourSign['has']>[string]) =>
      isSign({ name: 'chat.update', has: { 'request.text': said } }, entry);
    expect(has([{ en: 'Zhang', zh: '张' }, 'Zh'])).toBe(true);
    expect(has([{ en: 'Li', zh: 'Zhang' }])).toBe(true);
    expect(has(['Zhang', 'Li'])).toBe(false);
  });

  it('is no exchange that is under way or went wrong', () => {
    const { ms: _ms, ...underWay } = entry;
    expect(isSign(sign, underWay)).toBe(false);
    expect(isSign(sign, { ...entry, trouble: 'timed_out' })).toBe(false);
  });
});

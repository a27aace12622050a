import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { messages } from '../../src/messages/index.js';
import { modal, section } from '../../src/slack/blocks.js';
import { type Origin, showModal, showModalWhenReady } from '../../src/slack/modals.js';
import { UserError } from '../../src/slack/user-error.js';

const t = messages('en');
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Slack as it answers: each method by what it was told to do, or well. */
function slack(refusals: Partial<Record<'open' | 'push' | 'update', string>> = {}) {
  const shown: { method: string; text: string }[] = [];
  const method = (name: 'open' | 'push' | 'update') => async (args: { view: ModalView }) => {
    const error = refusals[name];
    if (error)
      throw Object.assign(new Error(error), { code: 'slack_webapi_platform_error', data: { error } });
    shown.push({ method: name, text: JSON.stringify(args.view.blocks) });
    return { view: { id: 'V1', hash: 'h' } };
  };
  const views = { open: method('open'), push: method('push'), update: method('update') };
  return { client: { views } as unknown as WebClient, shown };
}

const viewOf = (text: string) =>
  modal({ callbackId: 'x', title: 'X', close: 'Close', blocks: [section(text)] });
const body: Origin = { trigger_id: '1.2.3' };
const below = (depth: 1 | 2 | 3): Origin => ({
  trigger_id: '1.2.3',
  view: {
    id: 'V3',
    type: 'modal',
    root_view_id: depth === 1 ? 'V3' : 'V1',
    previous_view_id: depth === 1 ? null : depth === 2 ? 'V1' : 'V2',
  },
});

it('a modal that is ready soon is the first thing to be seen', async () => {
  const { client, shown } = slack();
  await showModalWhenReady({ client, body, t, title: 'X', view: Promise.resolve(viewOf('ready')) });
  expect(shown).toEqual([{ method: 'open', text: expect.stringContaining('ready') }]);
});

it('one that is not is announced, and takes its place', async () => {
  const { client, shown } = slack();
  const view = new Promise<ModalView>((resolve) => setTimeout(resolve, 4_000, viewOf('ready')));
  const done = showModalWhenReady({ client, body, t, title: 'X', view });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(shown).toEqual([{ method: 'open', text: expect.stringContaining(t.slack.waiting) }]);
  await vi.advanceTimersByTimeAsync(4_000);
  await done;
  expect(shown.at(-1)).toEqual({ method: 'update', text: expect.stringContaining('ready') });
});

it('a refusal that comes late stands in the same window', async () => {
  const { client, shown } = slack();
  const view = new Promise<ModalView>((_, reject) => setTimeout(reject, 4_000, new UserError('slackSilent')));
  const done = showModalWhenReady({ client, body, t, title: 'X', view });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await done).toBeNull();
  expect(shown.at(-1)?.text).toContain(t.errors.slackSilent);
});

it('what somebody else was quicker with, or what is closed, is left alone', async () => {
  const trigger = slack({ open: 'exchanged_trigger_id', push: 'not_found' });
  expect(await showModal({ client: trigger.client, body, view: viewOf('again') })).toBeNull();
  expect(await showModal({ client: trigger.client, body: below(1), view: viewOf('again') })).toBeNull();
});

it('the third modal makes room for the next; one below it was clicked twice', async () => {
  const { client, shown } = slack({ push: 'push_limit_reached' });
  expect(await showModal({ client, body: below(2), view: viewOf('next') })).toBeNull();
  expect(shown).toEqual([]);
  await showModal({ client, body: below(3), view: viewOf('next') });
  expect(shown).toEqual([{ method: 'update', text: expect.stringContaining('next') }]);
});

import type { App } from '@slack/bolt';
import { afterEach, expect, it } from 'vitest';
import { demoCompany } from '../../src/demo/company.js';
import type { ElementState } from '../../src/playground/protocol.js';
import type { Actor } from '../support/actor.js';
import type { TestBaton } from '../support/baton.js';
import { shown } from './company.js';
import {
  emptyFields,
  type Field,
  type FormWorld,
  type Opening,
  openings,
  pressOf,
  pressOnce,
  stackOf,
  standsAs,
  startFormWorld,
} from './every-form.js';
import { atOnceTwice, clickedTwice, type Payload } from './tamper.js';

// Whatever is clicked twice, or delivered twice, has one effect, and nobody hears that something went wrong.

let company: TestBaton | undefined;
afterEach(() => company?.stop());

async function open(world: FormWorld, opening: Opening): Promise<Actor> {
  const person = world.company.as(opening.as);
  await standsAs(world, opening);
  if ('command' in opening) await person.command('general', opening.command);
  else if ('shortcut' in opening) await person.shortcut(opening.shortcut);
  else if ('fromMessage' in opening) {
    const { ts } = await person.say('general', 'They are angry');
    await person.messageShortcut(opening.fromMessage, { channel: 'general', ts });
  } else await deliver(world, pressOf(world, person, opening));
  return person;
}

async function deliver({ company: { slack, quiet } }: FormWorld, ...payloads: Payload[]): Promise<void> {
  await Promise.all(
    payloads.map((payload) => slack.ground.deliver({ name: 'block_actions', kind: 'interactive', payload })),
  );
  await quiet();
}

const closeAll = async (person: Actor) => {
  while (person.modals().length > 0) await person.closeModal();
};

/** Buttons of the modal on top. */
function buttonsOf(person: Actor): { actionId: string; value: string | undefined }[] {
  return person.modal().blocks.flatMap((block) => {
    const { elements = [], accessory } = block as {
      elements?: { type: string; action_id: string; value?: string; url?: string }[];
      accessory?: { type: string; action_id: string; value?: string; url?: string };
    };
    return [...elements, ...(accessory ? [accessory] : [])]
      .filter(({ type, url }) => type === 'button' && !url)
      .map(({ action_id, value }) => ({ actionId: action_id, value }));
  });
}

it('a button of a message opens one form', { timeout: 120_000 }, async () => {
  const world = await startFormWorld();
  company = world.company;
  await pressOnce(world);
  const wrong: string[] = [];
  for (const opening of openings(world.ids)) {
    if (!('press' in opening)) continue;
    const person = company.as(opening.as);
    await standsAs(world, opening);
    const click = pressOf(world, person, opening);
    for (const both of [
      [click, click],
      [pressOf(world, person, opening), pressOf(world, person, opening)],
    ]) {
      await deliver(world, ...both);
      const stack = stackOf(world, person);
      if (stack.length !== 1 || stack.includes('slack.error')) wrong.push(`${opening.name}: ${stack}`);
      await closeAll(person);
    }
  }
  expect(wrong).toEqual([]);
  expect(world.errors).toEqual([]);
});

it('a button of a modal does what it does once', { timeout: 120_000 }, async () => {
  const world = await startFormWorld();
  company = world.company;
  await pressOnce(world);
  const wrong: string[] = [];
  const seen = new Set<string>();
  for (const opening of openings(world.ids)) {
    const person = await open(world, opening);
    if (person.modals().length === 0) continue;
    const [form] = stackOf(world, person);
    for (const { actionId, value } of buttonsOf(person)) {
      const name = `${form} ${actionId}`;
      if (seen.has(name)) continue;
      seen.add(name);
      for (const twice of [atOnceTwice, clickedTwice]) {
        await closeAll(person);
        await open(world, opening);
        if (
          person.modals().length === 0 ||
          !buttonsOf(person).some((one) => one.actionId === actionId && one.value === value)
        )
          continue;
        const both = twice(company.slack, 'block_actions');
        await person.press(actionId, value === undefined ? {} : { value });
        await both;
        const stack = stackOf(world, person);
        const copies = new Set(person.modals().map(({ blocks }) => shown(blocks))).size < stack.length;
        if (copies || stack.includes('slack.error')) wrong.push(`${name}: ${stack}`);
      }
    }
    await closeAll(person);
  }
  expect(seen.size).toBeGreaterThan(20);
  expect(wrong).toEqual([]);
  expect(world.errors).toEqual([]);
});

/** What is filled in besides what has to be, where a form asks for more in words. */
const alsoFilled: Record<string, Record<string, string>> = {
  'complaint.register-form': { complainant: 'Ann' },
  'complaint.approve-form': { lookedAt: 'all' },
  'complaint.severity-form': { severity: 'critical' },
  'complaint.call-back-form': { note: 'All is well' },
  'handoff.checklist-form': { items0: 'all' },
  'callback.record-form': { satisfaction: '5' },
  'risk.reached-form': { outcome: 'Sells tomorrow' },
  'briefing.schedule-form': { publishAt: '15:30' },
  'briefing.write-form': { 'part-0': 'Gold rises' },
  'people.forget-trial-form': { confirm: demoCompany.name },
};

/** Every form that some listener takes; a user group, which `people.import-form` asks for, is not to be had here. */
function registeredForms({ company }: FormWorld): string[] {
  const { services } = company.baton;
  const forms: string[] = [];
  const app = new Proxy({} as App, {
    get: (_, kind) => (name: unknown) => void (kind === 'view' && forms.push(String(name))),
  });
  for (const feature of services.features) feature.listeners?.(app, services);
  return forms.filter((form) => form !== 'people.import-form');
}

function fieldNamed(person: Actor, name: string) {
  const found = person.modal().blocks.find(({ block_id }) => block_id.split('#')[0] === name);
  if (!found) throw new Error(`The form has no field ${name}`);
  return { block: found.block_id, element: (found as unknown as { element: Field['element'] }).element };
}

async function stateFor(
  { company }: FormWorld,
  person: Actor,
  field: Field,
  text = 'As it is',
): Promise<ElementState> {
  const { type, element } = field;
  const options = (element.options ?? []) as { value: string }[];
  const chosen = options.find(({ value }) => value === text) ?? options[0];
  switch (type) {
    case 'plain_text_input':
      return { type, value: field.block.startsWith('phones') ? '13711112222' : text };
    case 'static_select':
    case 'radio_buttons':
      return { type, selected_option: chosen } as ElementState;
    case 'checkboxes':
      return { type, selected_options: options } as ElementState;
    case 'external_select': {
      const [found] = await person.search(field.block, 'Emily');
      return { type, selected_option: found } as ElementState;
    }
    case 'users_select':
      return { type, selected_user: company.as('lucy').id };
    case 'multi_users_select':
      return { type, selected_users: [company.as('mia').id] };
    case 'conversations_select':
      return { type, selected_conversation: 'C0SERVICE' };
    case 'multi_conversations_select':
      return { type, selected_conversations: ['C0SERVICE'] };
    case 'timepicker':
      return { type, selected_time: text };
    case 'datetimepicker':
      return { type, selected_date_time: company.baton.services.clock.now().getTime() / 1000 + 86_400 };
    default:
      throw new Error(`A test cannot fill ${type} of ${field.block}`);
  }
}

it('a form sent twice has one effect, and both are told the same', { timeout: 120_000 }, async () => {
  const wrong: string[] = [];
  const world = await startFormWorld();
  company = world.company;
  await pressOnce(world);
  const { slack, baton, quiet } = company;
  const read = baton.services.db.read;
  const sent = new Set<string>();
  // What clears the trial's records clears what the others are about.
  const last = ({ name }: Opening) => Number(name.includes('forget-trial'));
  for (const opening of openings(world.ids).sort((a, b) => last(a) - last(b))) {
    const person = await open(world, opening);
    const [view] = (slack.ground.world.stacks.get(person.id) ?? []).slice(-1);
    const form = String(view?.source.callback_id);
    if (!view?.source.submit || sent.has(form)) {
      await closeAll(person);
      continue;
    }
    sent.add(form);
    const values: Record<string, Record<string, ElementState>> = {};
    for (const field of emptyFields(person.modal().blocks)) {
      values[field.block] = { [field.actionId]: await stateFor(world, person, field) };
    }
    for (const [field, entry] of Object.entries(alsoFilled[form] ?? {})) {
      const { block, element } = fieldNamed(person, field);
      const state = entry === 'all' ? undefined : entry;
      values[block] = {
        [String(element.action_id)]: await stateFor(
          world,
          person,
          { block, actionId: '', type: String(element.type), element },
          state,
        ),
      };
    }
    const before = await read.history.count();
    const both = clickedTwice(slack, 'view_submission');
    const result = await slack.act(person.id, { type: 'submit', view_id: view.id, values });
    if (result.outcome === 'errors') {
      wrong.push(`${opening.name}: not filled in: ${shown(result)}`);
      await both;
      await closeAll(person);
      continue;
    }
    const [one, other] = await both;
    await quiet();
    if (shown(one) !== shown(other)) wrong.push(`${form}: ${shown(one)} is not ${shown(other)}`);
    if (shown(one).includes('slack.error')) wrong.push(`${form}: ${shown(one)}`);
    const rows = await read.history.findMany({ orderBy: { id: 'asc' }, skip: before });
    const events = rows.map(({ event, subjectId, after }) => shown([event, subjectId, after]));
    if (new Set(events).size < events.length) wrong.push(`${form}: ${events}`);
    await closeAll(person);
  }
  expect(registeredForms(world).filter((form) => !sent.has(form))).toEqual([]);
  expect(wrong).toEqual([]);
  expect(world.errors).toEqual([]);
});

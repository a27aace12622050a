import type { Delivery, DeliveryResult } from '../../src/playground/server/deliver.js';
import type { Playground } from '../../src/playground/server/start-playground.js';
import { makeTrigger } from '../../src/playground/server/triggers.js';

export type Payload = Record<string, unknown>;

/**
 * Stands between the local Slack and Baton for the next delivery called `name`: to forge it, to send it twice,
 * to listen. `send` signs and delivers; what is given back is what Slack takes for Baton's answer.
 */
export function tamper(
  slack: Playground,
  name: string,
  act: (delivery: Delivery, send: (delivery: Delivery) => Promise<DeliveryResult>) => Promise<DeliveryResult>,
): void {
  const { ground } = slack;
  const send = ground.deliver;
  const between = (delivery: Delivery) => {
    if (delivery.name !== name) return send(delivery);
    Object.assign(ground, { deliver: send });
    return act(delivery, send);
  };
  Object.assign(ground, { deliver: between });
}

/** The next press carries another button's id and value, as somebody who knows the wire could send it. */
export function forgePress(slack: Playground, forged: { actionId: string; value: string }): void {
  tamper(slack, 'block_actions', (delivery, send) => {
    const payload = delivery.payload as Payload & { actions: Payload[] };
    const [action] = payload.actions;
    const actions = [{ ...action, type: 'button', action_id: forged.actionId, value: forged.value }];
    return send({ ...delivery, payload: { ...payload, actions } });
  });
}

/** The next delivery called `name` arrives twice, at the same time; gives both answers. */
export function atOnceTwice(slack: Playground, name: string): Promise<DeliveryResult[]> {
  return new Promise((resolve) => {
    tamper(slack, name, async (delivery, send) => {
      const both = await Promise.all([send(delivery), send(delivery)]);
      resolve(both);
      return both[0];
    });
  });
}

/** The next press or submission is made twice, as fast as somebody can click; gives both answers. */
export function clickedTwice(
  slack: Playground,
  name: 'block_actions' | 'view_submission',
): Promise<DeliveryResult[]> {
  return new Promise((resolve) => {
    tamper(slack, name, async (delivery, send) => {
      const payload = structuredClone(delivery.payload) as Payload & {
        user: { id: string };
        actions?: Payload[];
      };
      const { id: view } = (payload.view ?? {}) as { id?: string };
      payload.trigger_id = makeTrigger(slack.ground, payload.user.id, view ? { view } : {});
      for (const action of payload.actions ?? []) action.action_ts = `${Number(action.action_ts) + 0.2}`;
      const both = await Promise.all([send(delivery), send({ ...delivery, payload })]);
      resolve(both);
      return both[0];
    });
  });
}

/** What was delivered last under this name, to be delivered again. */
export function lastDelivery(slack: Playground, name: string): Payload {
  const entry = slack.wire.entries.filter((one) => one.direction === 'to-app' && one.name === name).at(-1);
  if (!entry) throw new Error(`Nothing called ${name} was delivered`);
  return entry.request as Payload;
}

/** The next form sent in holds this in a field, whatever was chosen there. */
export function forgeField(slack: Playground, field: string, state: Payload): void {
  tamper(slack, 'view_submission', (delivery, send) => {
    const payload = structuredClone(delivery.payload) as {
      view: { state: { values: Record<string, Record<string, Payload>> } };
    };
    const values = payload.view.state.values[field] ?? {};
    for (const actionId of Object.keys(values)) values[actionId] = state;
    return send({ ...delivery, payload: payload as unknown as Payload });
  });
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Call {
  method: string;
  channel: string;
  text: string;
  ts?: string | undefined;
  threadTs?: string | undefined;
  users?: string | undefined;
  /** Set when the call was carried out. */
  gotTs?: string;
  status: string;
}

/** What the server does instead of answering properly. */
export type Fault =
  | { error: string }
  | { status: number; retryAfter?: number; body?: string }
  /** Does it, then says nothing (the client's timeout) or closes the connection. */
  | { does: boolean; ending: 'silence' | 'hang up' };

/**
 * The part of Slack that the outbox meets, told to misbehave. Knows channels by any name; a direct channel
 * is `D` + the person's id.
 */
export async function fakeSlack() {
  const calls: Call[] = [];
  const messages = new Map<string, { channel: string; text: string; threadTs?: string | undefined }>();
  let misbehave: (call: Call) => Fault | undefined = () => undefined;
  let before: (call: Call) => Promise<void> = async () => {};
  let clock = 0;
  const waiting: { enough: () => boolean; resolve: () => void }[] = [];

  function carryOut(call: Call): object {
    if (call.method === 'conversations.open') return { ok: true, channel: { id: `D${call.users}` } };
    if (call.method === 'chat.update') {
      const message = messages.get(`${call.channel} ${call.ts}`);
      if (!message) return { ok: false, error: 'message_not_found' };
      message.text = call.text;
      return { ok: true, channel: call.channel, ts: call.ts };
    }
    clock += 1;
    const ts = `1700000000.${String(clock).padStart(6, '0')}`;
    messages.set(`${call.channel} ${ts}`, {
      channel: call.channel,
      text: call.text,
      threadTs: call.threadTs,
    });
    call.gotTs = ts;
    return { ok: true, channel: call.channel, ts };
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += chunk;
    const form = new URLSearchParams(body);
    const call: Call = {
      method: (request.url ?? '').split('/').pop() ?? '',
      channel: form.get('channel') ?? '',
      text: form.get('text') ?? '',
      ts: form.get('ts') ?? undefined,
      threadTs: form.get('thread_ts') ?? undefined,
      users: form.get('users') ?? undefined,
      status: 'ok',
    };
    await before(call);
    calls.push(call);
    const fault = misbehave(call);
    const answer = (json: object) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(json));
    };
    if (!fault) {
      const result = carryOut(call);
      if ('error' in result) call.status = String(result.error);
      answer(result);
    } else if ('error' in fault) {
      call.status = fault.error;
      answer({ ok: false, error: fault.error });
    } else if ('status' in fault) {
      call.status = String(fault.status);
      response.statusCode = fault.status;
      if (fault.retryAfter !== undefined) response.setHeader('retry-after', String(fault.retryAfter));
      response.end(fault.body ?? '');
    } else {
      call.status = fault.ending;
      if (fault.does) carryOut(call);
      if (fault.ending === 'hang up') request.socket.destroy();
    }
    for (const each of [...waiting]) if (each.enough()) each.resolve();
  }

  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}/api/`,
    calls,
    /** The texts of a channel's messages as they now stand. */
    texts: (channel: string) =>
      [...messages.values()].filter((message) => message.channel === channel).map(({ text }) => text),
    messagesIn: (channel: string) =>
      [...messages].flatMap(([key, message]) =>
        message.channel === channel ? [{ ...message, ts: key.split(' ')[1] }] : [],
      ),
    /** Somebody deletes a message. */
    remove: (channel: string, ts: string) => messages.delete(`${channel} ${ts}`),
    misbehave(rule: (call: Call) => Fault | undefined) {
      misbehave = rule;
    },
    behave() {
      misbehave = () => undefined;
    },
    /** Runs when a call has arrived, before it is looked at. */
    beforeEach(hook: (call: Call) => Promise<void>) {
      before = hook;
    },
    until: (enough: () => boolean) =>
      new Promise<void>((resolve) => {
        if (enough()) resolve();
        else waiting.push({ enough, resolve });
      }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type FakeSlack = Awaited<ReturnType<typeof fakeSlack>>;

/** Messages: https://docs.slack.dev/reference/methods/chat.postMessage */
import { type Check, checkFields, checkObject, fault, faultLine, limits } from './check.js';
import { isPlain, type Plain, parseJson } from './plain.js';
import { refuse } from './slack-refusal.js';
import { blockTextLength, checkBlocks } from './validate-blocks.js';

export interface MessageContent {
  text: string;
  /** undefined: not given at all (an update keeps what was there). */
  blocks: Plain[] | undefined;
  attachments: Plain[] | undefined;
}

const ATTACHMENT = [
  ...['blocks', 'color', 'fallback', 'text', 'pretext', 'title', 'title_link', 'author_name', 'author_link'],
  ...[
    'author_icon',
    'fields',
    'footer',
    'footer_icon',
    'image_url',
    'thumb_url',
    'mrkdwn_in',
    'ts',
    'actions',
  ],
  ...['callback_id', 'id', 'short', 'attachment_type'],
];

function list(value: unknown, error: string): unknown[] | undefined {
  if (value === undefined || value === null) return undefined;
  const parsed = typeof value === 'string' ? (value === '' ? undefined : (parseJson(value) ?? null)) : value;
  if (parsed === undefined) return undefined;
  if (!Array.isArray(parsed)) refuse(error);
  return parsed;
}

function faultsOf(check: Check): Plain {
  const plain = check.faults.map((one) => `${one.message} [json-pointer:${one.path}]`);
  return { errors: plain, response_metadata: { messages: check.faults.map(faultLine) } };
}

function acceptAttachments(value: unknown): Plain[] | undefined {
  const attachments = list(value, 'invalid_attachments');
  if (attachments === undefined) return undefined;
  if (attachments.length > limits.message.attachments) refuse('too_many_attachments');
  const check: Check = { surface: 'message', faults: [] };
  for (const [at, one] of attachments.entries()) {
    const path = `/attachments/${at}`;
    if (!checkObject(check, path, one)) continue;
    checkFields(check, path, one, { allowed: ATTACHMENT });
    if (one.blocks !== undefined) checkBlocks(check, `${path}/blocks`, one.blocks, limits.message.blocks);
    if (one.actions !== undefined) fault(check, path, 'invalid additional property: actions');
  }
  if (check.faults.length > 0) refuse('invalid_attachments', faultsOf(check));
  return attachments.filter(isPlain);
}

/**
 * Takes a message's text, blocks and attachments or refuses them as Slack does: `no_text`, `msg_too_long`,
 * `invalid_blocks` with every faulty path, `msg_blocks_too_long` over about 13,200 characters in all.
 */
export function acceptMessage(args: Plain): MessageContent {
  const text = typeof args.text === 'string' ? args.text : '';
  if (text.length > limits.message.text) refuse('msg_too_long');
  const given = list(args.blocks, 'invalid_blocks_format');
  if (given !== undefined) {
    const check: Check = { surface: 'message', faults: [] };
    checkBlocks(check, '/blocks', given, limits.message.blocks);
    if (check.faults.length > 0) refuse('invalid_blocks', faultsOf(check));
    if (blockTextLength(given) > limits.message.totalBlockText) refuse(limits.message.totalBlockTextError);
  }
  const blocks = given?.filter(isPlain);
  const attachments = acceptAttachments(args.attachments);
  if (text.trim() === '' && !blocks?.length && !attachments?.length) refuse('no_text');
  return { text, blocks, attachments };
}

import { type MentionedNames, mentionsIn, readableText } from './text.js';

/** What of a message's payload says something to its readers. */
export interface SaidMessage {
  text?: string | undefined;
  blocks?: readonly unknown[] | undefined;
  attachments?: readonly unknown[] | undefined;
  files?: readonly unknown[] | undefined;
}

type Part = Readonly<Record<string, unknown>>;

/**
 * A message's words as its readers saw them, for a form: its text, or its blocks where it has no text; what it
 * forwards; the names of its files.
 */
export function messageText(message: SaidMessage, names: MentionedNames = {}): string {
  const own = message.text?.trim() ? readableText(message.text, names) : lines(message.blocks, names);
  const attached = parts(message.attachments).map((attachment) => attachedText(attachment, names));
  const files = parts(message.files).map((file) => texts(file, 'title', 'name')[0] ?? '');
  return [own, ...attached, ...files]
    .map((text) => text.trim())
    .filter(Boolean)
    .join('\n\n');
}

/** The people whom a message names anywhere. */
export function peopleIn(message: SaidMessage): string[] {
  const all = JSON.stringify([message.text, message.blocks, message.attachments]);
  const elements = [...all.matchAll(/"user_id":"([UW][A-Z0-9]+)"/g)].map(([, id = '']) => id);
  return [...new Set([...mentionsIn(all).users, ...elements])];
}

function attachedText(attachment: Part, names: MentionedNames): string {
  const [author = ''] = texts(attachment, 'author_name');
  const said = texts(attachment, 'text')[0];
  const blocks = parts(attachment.message_blocks).map(({ message }) => (message as Part | undefined)?.blocks);
  const body = said
    ? readableText(said, names)
    : lines(attachment.blocks ?? blocks.flatMap((some) => parts(some)), names) ||
      texts(attachment, 'fallback')[0] ||
      '';
  const title = texts(attachment, 'title')[0];
  const all = [title && title !== body ? readableText(title, names) : '', body].filter(Boolean).join('\n');
  return author && all ? `${author}: ${all}` : all;
}

function lines(blocks: unknown, names: MentionedNames): string {
  return parts(blocks)
    .map((block) => blockText(block, names))
    .filter(Boolean)
    .join('\n');
}

function blockText(block: Part, names: MentionedNames): string {
  if (block.type === 'rich_text') {
    return parts(block.elements)
      .map((element) => richText(element, names))
      .join('\n');
  }
  const objects = [block.text, ...parts(block.fields), ...parts(block.elements), block.title];
  return objects
    .map((object) => objectText(object, names))
    .filter(Boolean)
    .join('\n');
}

function objectText(object: unknown, names: MentionedNames): string {
  if (typeof object === 'string') return readableText(object, names);
  const { type, text } = (object ?? {}) as Part;
  if (typeof text !== 'string') return '';
  return type === 'mrkdwn' ? readableText(text, names) : text;
}

function richText(element: Part, names: MentionedNames): string {
  switch (element.type) {
    case 'text':
      return String(element.text ?? '');
    case 'link':
      return readableText(`<${element.url}|${element.text ?? ''}>`);
    case 'user':
      return readableText(`<@${element.user_id}>`, names);
    case 'channel':
      return readableText(`<#${element.channel_id}>`, names);
    case 'broadcast':
      return `@${element.range}`;
    case 'emoji':
      return `:${element.name}:`;
    case 'date':
      return String(element.fallback ?? '');
    case 'rich_text_list':
      return parts(element.elements)
        .map((item) => `• ${richText(item, names)}`)
        .join('\n');
    default:
      return parts(element.elements)
        .map((inner) => richText(inner, names))
        .join('');
  }
}

function parts(value: unknown): Part[] {
  return Array.isArray(value)
    ? value.filter((one): one is Part => typeof one === 'object' && one !== null)
    : [];
}

function texts(from: Part, ...names: string[]): string[] {
  return names
    .map((name) => from[name])
    .filter((value): value is string => typeof value === 'string' && value !== '');
}

import type {
  ActionsBlock,
  ActionsBlockElement,
  Button,
  ConfirmationDialog,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  HomeView,
  KnownBlock,
  ModalView,
  MrkdwnElement,
  Overflow,
  PlainTextElement,
  PlainTextOption,
  SectionBlock,
  SectionBlockAccessory,
} from '@slack/types';
import { shorten, tidy } from './text.js';

// Pure builders of what is shown; inputs are in inputs.ts, text handling in text.ts. Everything is cut to
// Slack's limits (limits.json), so that a long name never turns into `invalid_blocks`.

/** Our own text, formatted. What people typed goes through `escapeText` first. */
export function mrkdwn(text: string, max = 3000): MrkdwnElement {
  return { type: 'mrkdwn', text: shorten(text, max) };
}

/** Unformatted text: buttons, options, headers, labels. Not parsed by Slack, so nothing needs escaping. */
export function plain(text: string, max = 3000): PlainTextElement {
  return { type: 'plain_text', text: shorten(tidy(text), max), emoji: true };
}

/** A paragraph of mrkdwn, perhaps with a button or menu beside it. */
export function section(
  text: string,
  { accessory, blockId }: { accessory?: SectionBlockAccessory; blockId?: string } = {},
): SectionBlock {
  return {
    type: 'section',
    text: mrkdwn(text || ' '),
    ...(blockId ? { block_id: blockId } : {}),
    ...(accessory ? { accessory } : {}),
  };
}

/** Pairs of name and value in two columns; empty values are left out. At most ten pairs a block. */
export function fields(
  pairs: readonly (readonly [name: string, value: string | null | undefined])[],
): SectionBlock[] {
  const shown = pairs.flatMap(([name, value]) => (value ? [mrkdwn(`*${name}*\n${value}`, 2000)] : []));
  const blocks: SectionBlock[] = [];
  for (let from = 0; from < shown.length; from += 10) {
    blocks.push({ type: 'section', fields: shown.slice(from, from + 10) });
  }
  return blocks;
}

/** A title, unformatted. */
export function header(text: string): HeaderBlock {
  return { type: 'header', text: plain(text, 150) };
}

/** Small grey lines; at most ten. */
export function context(...lines: string[]): ContextBlock {
  return {
    type: 'context',
    elements: lines
      .filter(Boolean)
      .slice(0, 10)
      .map((line) => mrkdwn(line, 2000)),
  };
}

export function divider(): DividerBlock {
  return { type: 'divider' };
}

/** A row of buttons and menus; at most twenty-five. */
export function actions(
  elements: readonly ActionsBlockElement[],
  { blockId }: { blockId?: string } = {},
): ActionsBlock {
  return {
    type: 'actions',
    ...(blockId ? { block_id: blockId } : {}),
    elements: elements.slice(0, 25),
  };
}

/** A button. `actionId` is '<feature>.<verb>'; `value` is the record's id, which the use-case checks. */
export function button({
  text,
  actionId,
  value,
  style,
  url,
  confirm,
}: {
  text: string;
  actionId: string;
  value?: string | undefined;
  style?: 'primary' | 'danger' | undefined;
  url?: string | undefined;
  confirm?: ConfirmationDialog | undefined;
}): Button {
  return {
    type: 'button',
    text: plain(text, 75),
    action_id: actionId,
    ...(value === undefined ? {} : { value }),
    ...(style ? { style } : {}),
    ...(url ? { url } : {}),
    ...(confirm ? { confirm } : {}),
  };
}

/** "Are you sure?" before a button does something that cannot be taken back. */
export function confirmation({
  title,
  text,
  confirm,
  deny,
  style,
}: {
  title: string;
  text: string;
  confirm: string;
  deny: string;
  style?: 'primary' | 'danger';
}): ConfirmationDialog {
  return {
    title: plain(title, 100),
    text: plain(text, 300),
    confirm: plain(confirm, 30),
    deny: plain(deny, 30),
    ...(style ? { style } : {}),
  };
}

/** A "…" menu of one to five choices. */
export function overflow({
  actionId,
  options,
}: {
  actionId: string;
  options: readonly PlainTextOption[];
}): Overflow {
  return { type: 'overflow', action_id: actionId, options: options.slice(0, 5) };
}

/** One choice of a menu. `value` is at most 150 characters: ids and keys, never text. */
export function option(text: string, value: string, description?: string): PlainTextOption {
  return {
    text: plain(text || value, 75),
    value,
    ...(description ? { description: plain(description, 75) } : {}),
  };
}

/** A modal. `metadata` comes back with the submission; read it with `readMetadata`. */
export function modal({
  callbackId,
  title,
  submit,
  close,
  metadata,
  blocks,
  externalId,
  notifyOnClose,
  clearOnClose,
}: {
  /** '<feature>.<form>' */
  callbackId: string;
  title: string;
  /** Needed as soon as there is an input. */
  submit?: string | undefined;
  close?: string | undefined;
  /** Anything JSON; at most 3,000 characters. */
  metadata?: unknown;
  blocks: readonly KnownBlock[];
  externalId?: string;
  notifyOnClose?: boolean;
  clearOnClose?: boolean;
}): ModalView {
  return {
    type: 'modal',
    callback_id: callbackId,
    title: plain(title, 24),
    ...(submit ? { submit: plain(submit, 24) } : {}),
    ...(close ? { close: plain(close, 24) } : {}),
    ...(metadata === undefined ? {} : { private_metadata: JSON.stringify(metadata) }),
    ...(externalId ? { external_id: externalId } : {}),
    ...(notifyOnClose ? { notify_on_close: true } : {}),
    ...(clearOnClose ? { clear_on_close: true } : {}),
    blocks: blocks.slice(0, 100),
  };
}

/** App Home of one person. */
export function home({
  blocks,
  callbackId,
  metadata,
}: {
  blocks: readonly KnownBlock[];
  callbackId?: string;
  metadata?: unknown;
}): HomeView {
  return {
    type: 'home',
    ...(callbackId ? { callback_id: callbackId } : {}),
    ...(metadata === undefined ? {} : { private_metadata: JSON.stringify(metadata) }),
    blocks: blocks.slice(0, 100),
  };
}

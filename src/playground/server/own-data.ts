import type { OwnDataOffer, OwnDataReport } from '../protocol.js';
import { isPlain, str } from './plain.js';
import { ActRefusal } from './slack-refusal.js';

/** A file of the person's own, as it was chosen. */
export interface OwnFile {
  name: string;
  content: Uint8Array;
}

/**
 * Takes in a person's own data, such as a table of customers; the playground knows nothing of what it is. What is
 * wrong with the file is told in the report, nothing of it is kept here.
 */
export interface OwnDataHook extends Omit<OwnDataOffer, 'progress'> {
  /** What would be taken in; changes nothing. */
  look(file: OwnFile): Promise<OwnDataReport>;
  /** Takes it in. */
  load(file: OwnFile): Promise<OwnDataReport>;
  /** How far that is; null when nothing is being taken in. */
  progress?(): OwnDataOffer['progress'];
}

export function offerOf(hook: OwnDataHook): OwnDataOffer {
  const { title, about, accept, mostBytes } = hook;
  return { title, about, accept, mostBytes, progress: hook.progress?.() ?? null };
}

/** `{ name, base64, load }` from the page. @throws ActRefusal invalid_file, too_large */
export async function takeOwnData(hook: OwnDataHook, asked: unknown): Promise<OwnDataReport> {
  if (!isPlain(asked) || typeof asked.base64 !== 'string') {
    throw new ActRefusal('invalid_file', 'Say { name, base64, load }');
  }
  const content = Buffer.from(asked.base64, 'base64');
  if (content.length > hook.mostBytes) {
    throw new ActRefusal('too_large', `The file may have ${hook.mostBytes} bytes at most`);
  }
  const file = { name: str(asked.name), content };
  return asked.load === true ? hook.load(file) : hook.look(file);
}

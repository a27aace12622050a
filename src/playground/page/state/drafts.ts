import { signal } from '@preact/signals';
import type { Container, ElementState, StateValues } from '../../protocol.js';

/**
 * What people typed and chose but the server need not know yet, per message or view. Kept by block and action
 * id, so it survives an update of the view as long as the ids stay, as in Slack.
 */
const drafts = signal<Record<string, StateValues>>({});

export function containerKey(container: Container): string {
  return container.type === 'view' ? container.view_id : `${container.channel} ${container.ts}`;
}

export function draftsOf(container: Container): StateValues {
  return drafts.value[containerKey(container)] ?? {};
}

export function setDraft(container: Container, blockId: string, actionId: string, state: ElementState): void {
  const key = containerKey(container);
  const values = drafts.value[key] ?? {};
  drafts.value = {
    ...drafts.value,
    [key]: { ...values, [blockId]: { ...values[blockId], [actionId]: state } },
  };
}

/** Forgets everything: another person sits here now. */
export function clearDrafts(): void {
  drafts.value = {};
}

/** Only what still has a place among these blocks. */
export function draftsFor(container: Container, blocks: { block_id: string }[]): StateValues {
  const known = new Set(blocks.map((block) => block.block_id));
  return Object.fromEntries(Object.entries(draftsOf(container)).filter(([blockId]) => known.has(blockId)));
}

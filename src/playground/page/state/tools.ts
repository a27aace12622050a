import { computed, signal } from '@preact/signals';
import { toolWordsIn } from '../tool-words.js';
import { language } from './store.js';

/** What stands beside the workspace. */
export type SidePanel = 'tour' | 'trouble';

const key = 'playground.side';

function remembered(): SidePanel | undefined {
  try {
    const saved = localStorage.getItem(key);
    if (saved === 'tour' || saved === 'trouble') return saved;
    // Whoever comes for the first time is offered the tour, where there is room for it.
    return saved === null && matchMedia('(min-width: 1181px)').matches ? 'tour' : undefined;
  } catch {
    return undefined;
  }
}

export const sidePanel = signal<SidePanel | undefined>(remembered());

export const toolWords = computed(() => toolWordsIn(language.value));

/** Opens one, closes the other; kept for the next visit. */
export function showSidePanel(panel: SidePanel | undefined): void {
  sidePanel.value = panel;
  try {
    localStorage.setItem(key, panel ?? '');
  } catch {
    // Without storage it is only forgotten.
  }
}

/** The inspector lies under the workspace, whatever stands beside it. */
export const inspectorOpen = signal(false);

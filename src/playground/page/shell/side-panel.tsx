import type { ComponentChildren } from 'preact';
import { words } from '../state/store.js';
import { showSidePanel } from '../state/tools.js';
import { IconClose } from './icons.js';

/** A panel beside the workspace (over it on a narrow screen). */
export function SidePanel(props: { title: string; class: string; children: ComponentChildren }) {
  return (
    <aside class={`side-panel ${props.class}`} aria-label={props.title}>
      <header class="pane-head">
        <h2>{props.title}</h2>
        <button
          type="button"
          class="icon-button"
          aria-label={words.value.close}
          onClick={() => showSidePanel(undefined)}
        >
          <IconClose />
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section class="side-panel-body" aria-label={props.title} tabIndex={0}>
        {props.children}
      </section>
    </aside>
  );
}

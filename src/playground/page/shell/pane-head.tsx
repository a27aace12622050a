import type { ComponentChildren } from 'preact';
import { sidebarOpen, words } from '../state/store.js';
import { IconMenu } from './icons.js';

/** The head of the main pane; on a narrow screen it holds the button that opens the sidebar. */
export function PaneHead(props: { title: ComponentChildren; aside?: ComponentChildren }) {
  return (
    <header class="pane-head">
      <button
        type="button"
        class="icon-button sidebar-toggle"
        aria-label={words.value.openSidebar}
        aria-expanded={sidebarOpen.value}
        onClick={() => {
          sidebarOpen.value = true;
        }}
      >
        <IconMenu />
      </button>
      <h1>{props.title}</h1>
      {props.aside}
    </header>
  );
}

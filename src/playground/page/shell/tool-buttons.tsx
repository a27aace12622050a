import { type SidePanel, showSidePanel, sidePanel, toolWords } from '../state/tools.js';
import { tours } from '../state/tours.js';
import { IconCompass } from './icons.js';

/** Buttons of the top bar that open and close the panels. */
export function ToolButtons() {
  const w = toolWords.value;
  const toggle = (panel: SidePanel) => showSidePanel(sidePanel.value === panel ? undefined : panel);
  return (
    <div class="tools" role="toolbar" aria-label={w.tools}>
      {tours.value.length > 0 && (
        <button
          type="button"
          class="tool"
          aria-pressed={sidePanel.value === 'tour'}
          aria-label={w.tour}
          title={w.tour}
          onClick={() => toggle('tour')}
        >
          <IconCompass />
        </button>
      )}
    </div>
  );
}

import { inspectorOpen, type SidePanel, showSidePanel, sidePanel, toolWords } from '../state/tools.js';
import { tours } from '../state/tours.js';
import { IconCompass, IconWarning, IconWire } from './icons.js';

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
      <button
        type="button"
        class="tool"
        aria-pressed={inspectorOpen.value}
        aria-label={w.inspector}
        title={w.inspector}
        onClick={() => {
          inspectorOpen.value = !inspectorOpen.value;
        }}
      >
        <IconWire />
      </button>
      <button
        type="button"
        class="tool"
        aria-pressed={sidePanel.value === 'trouble'}
        aria-label={w.trouble}
        title={w.trouble}
        onClick={() => toggle('trouble')}
      >
        <IconWarning />
      </button>
    </div>
  );
}

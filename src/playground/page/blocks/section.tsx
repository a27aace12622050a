import type { SectionBlock, TextObject } from '@slack/types';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Element } from '../elements/element.js';
import { words } from '../state/store.js';
import { withEmoji } from '../text/emoji.js';
import { Mrkdwn } from '../text/rich-text.js';

/** A text object: mrkdwn is read, plain text keeps its lines. */
export function TextObjectView({ text }: { text: TextObject }) {
  if (text.type === 'mrkdwn') return <Mrkdwn text={text.text} verbatim={text.verbatim} />;
  return <p class="text-p pre-line">{withEmoji(text)}</p>;
}

/** Text, up to ten fields in two columns, and one element on the right. */
export function SectionView({ block, blockId }: { block: SectionBlock; blockId: string }) {
  const { accessory } = block;
  const small = accessory && ['image', 'button', 'overflow'].includes(accessory.type);
  return (
    <div class={`block-section${accessory ? ` with-${small ? 'small' : 'wide'}` : ''}`}>
      <div class="section-words">
        {block.text && (
          <Foldable fold={block.expand !== true}>
            <TextObjectView text={block.text} />
          </Foldable>
        )}
        {block.fields && (
          <div class="section-fields">
            {block.fields.map((field, index) => (
              <div key={index}>
                <TextObjectView text={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {accessory && (
        <div class="section-accessory">
          <Element element={accessory} blockId={blockId} />
        </div>
      )}
    </div>
  );
}

/** Long texts show their beginning, with a button for the rest, as Slack folds them. */
function Foldable({ fold, children }: { fold: boolean; children: preact.ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  const [long, setLong] = useState(false);
  const [open, setOpen] = useState(false);
  useLayoutEffect(() => {
    if (fold && box.current) setLong(box.current.scrollHeight > 420);
  });
  const folded = fold && long && !open;
  return (
    <>
      <div ref={box} class={folded ? 'folded' : undefined}>
        {children}
      </div>
      {fold && long && (
        <button type="button" class="link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? words.value.showLess : words.value.showMore}
        </button>
      )}
    </>
  );
}

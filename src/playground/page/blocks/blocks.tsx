import type { AnyBlock, ContextBlock, KnownBlock } from '@slack/types';
import type { ShownBlock } from '../../protocol.js';
import { Element } from '../elements/element.js';
import { words } from '../state/store.js';
import { withEmoji } from '../text/emoji.js';
import { Markdown, MrkdwnLine } from '../text/rich-text.js';
import { ImageBlockView, ImageElementView } from './image.js';
import { InputView } from './input.js';
import { RichTextBlockView } from './rich-text-block.js';
import { SectionView, TextObjectView } from './section.js';
import { useSurface } from './surface.js';
import { TableView } from './table.js';

/** Blocks in a row. Needs a {@link SurfaceContext} around it. */
export function Blocks({ blocks, errors }: { blocks: ShownBlock[]; errors?: Record<string, string> }) {
  return (
    <div class="blocks">
      {blocks.map((block, index) => (
        <BlockView
          key={`${block.block_id || index} ${block.type}`}
          block={block}
          blockId={block.block_id}
          error={errors?.[block.block_id]}
        />
      ))}
    </div>
  );
}

const knownTypes = new Set(
  'section header context divider actions image input rich_text markdown table data_table alert card container'.split(
    ' ',
  ),
);

function isKnown(block: AnyBlock): block is KnownBlock {
  return knownTypes.has(block.type);
}

function BlockView(props: { block: AnyBlock; blockId: string; error?: string | undefined }) {
  const { block, blockId, error } = props;
  if (!isKnown(block)) return <p class="unshown">{words.value.cannotShow(block.type)}</p>;
  switch (block.type) {
    case 'section':
      return <SectionView block={block} blockId={blockId} />;
    case 'header':
      return <HeaderView text={withEmoji(block.text)} />;
    case 'context':
      return <ContextView block={block} />;
    case 'divider':
      return <hr class="block-divider" />;
    case 'actions':
      return (
        <div class="block-actions">
          {block.elements.map((element, index) => (
            <Element key={element.action_id ?? index} element={element} blockId={blockId} />
          ))}
        </div>
      );
    case 'image':
      return <ImageBlockView block={block} />;
    case 'input':
      return <InputView block={block} blockId={blockId} error={error} />;
    case 'rich_text':
      return <RichTextBlockView block={block} />;
    case 'markdown':
      return (
        <div class="block-markdown">
          <Markdown text={block.text} />
        </div>
      );
    case 'table':
    case 'data_table':
      return <TableView block={block} />;
    case 'alert':
      return (
        <div class={`block-alert level-${block.level ?? 'default'}`} role="note">
          <TextObjectView text={block.text} />
        </div>
      );
    case 'card':
      return (
        <div class="block-card">
          {block.title && <strong>{<MrkdwnLine text={block.title.text} />}</strong>}
          {block.subtitle && <div class="quiet">{<MrkdwnLine text={block.subtitle.text} />}</div>}
          {block.body && <TextObjectView text={block.body} />}
          {block.actions && (
            <div class="block-actions">
              {block.actions.map((element, index) => (
                <Element key={element.action_id ?? index} element={element} blockId={blockId} />
              ))}
            </div>
          )}
        </div>
      );
    case 'container':
      return (
        <div class="block-card">
          {block.title && <strong>{withEmoji(block.title)}</strong>}
          {block.child_blocks.map((child, index) => (
            <BlockView key={child.block_id ?? index} block={child} blockId={child.block_id ?? ''} />
          ))}
        </div>
      );
    default:
      return <p class="unshown">{words.value.cannotShow(block.type)}</p>;
  }
}

/** In a modal the title is above it, elsewhere only the name of the conversation. */
function HeaderView({ text }: { text: string }) {
  const Tag = useSurface().kind === 'modal' ? 'h3' : 'h2';
  return <Tag class="block-header">{text}</Tag>;
}

function ContextView({ block }: { block: ContextBlock }) {
  return (
    <div class="block-context">
      {block.elements.map((element, index) =>
        element.type === 'image' ? (
          <ImageElementView key={index} element={element} class="context-image" />
        ) : (
          <span key={index} class="context-text">
            {element.type === 'mrkdwn' ? <MrkdwnLine text={element.text} /> : withEmoji(element)}
          </span>
        ),
      )}
    </div>
  );
}

import type {
  RichTextBlock,
  RichTextBlockElement,
  RichTextElement,
  RichTextList,
  RichTextSection,
} from '@slack/types';
import type { ComponentChildren } from 'preact';
import { isSafeUrl } from '../text/inline.js';
import { ChannelMention, Emoji, OutsideLink, SlackDate, UserMention } from '../text/rich-text.js';

/** A `rich_text` block: sections, nested lists, quotes, preformatted text. */
export function RichTextBlockView({ block }: { block: RichTextBlock }) {
  return (
    <div class="rich-text">
      {block.elements.map((element, index) => (
        <Part key={index} element={element} number={numberOf(block.elements, index)} />
      ))}
    </div>
  );
}

/** Lists of one level that a deeper list interrupts go on counting, as in Slack. */
function numberOf(elements: RichTextBlockElement[], at: number): number {
  const list = elements[at];
  if (list?.type !== 'rich_text_list') return 1;
  const level = list.indent ?? 0;
  let count = 1;
  for (let index = at - 1; index >= 0; index -= 1) {
    const before = elements[index];
    if (before?.type !== 'rich_text_list' || (before.indent ?? 0) < level) break;
    if ((before.indent ?? 0) === level) count += before.elements.length;
  }
  return count;
}

function Part({ element, number }: { element: RichTextBlockElement; number: number }) {
  switch (element.type) {
    case 'rich_text_section':
      return (
        <p class="text-p">
          <Section section={element} />
        </p>
      );
    case 'rich_text_list':
      return <List list={element} number={number} />;
    case 'rich_text_quote':
      return (
        <blockquote class="text-quote">
          <Pieces elements={element.elements} />
        </blockquote>
      );
    case 'rich_text_preformatted':
      return (
        <pre class="text-pre">
          <Pieces elements={element.elements} />
        </pre>
      );
  }
}

function List({ list, number }: { list: RichTextList; number: number }) {
  const look = `text-list indent-${Math.min(list.indent ?? 0, 6)}`;
  const items = list.elements.map((section, index) => (
    <li key={index}>
      <Section section={section} />
    </li>
  ));
  if (list.style === 'bullet') return <ul class={look}>{items}</ul>;
  return (
    <ol class={look} start={number}>
      {items}
    </ol>
  );
}

function Section({ section }: { section: RichTextSection }) {
  return <Pieces elements={section.elements} />;
}

function Pieces({ elements }: { elements: RichTextElement[] }) {
  return (
    <>
      {elements.map((element, index) => (
        <Styled key={index} element={element}>
          <Piece element={element} />
        </Styled>
      ))}
    </>
  );
}

function Styled({ element, children }: { element: RichTextElement; children: ComponentChildren }) {
  const style = element.style;
  let out = children;
  if (style?.code) out = <code class="text-code">{out}</code>;
  if (style?.strike) out = <s>{out}</s>;
  if (style?.italic) out = <em>{out}</em>;
  if (style?.bold) out = <strong>{out}</strong>;
  return <>{out}</>;
}

function Piece({ element }: { element: RichTextElement }) {
  switch (element.type) {
    case 'text':
      return <span class="pre-line">{element.text}</span>;
    case 'link':
      if (!isSafeUrl(element.url)) return <>{element.text ?? element.url}</>;
      return <OutsideLink url={element.url}>{element.text ?? element.url}</OutsideLink>;
    case 'emoji':
      return <Emoji name={element.name} />;
    case 'user':
      return <UserMention id={element.user_id} />;
    case 'channel':
      return <ChannelMention id={element.channel_id} />;
    case 'broadcast':
      return <span class="mention is-me">@{element.range}</span>;
    case 'usergroup':
      return <span class="mention">@{element.usergroup_id}</span>;
    case 'team':
      return <span class="mention">@{element.team_id}</span>;
    case 'color':
      return <code class="text-code">{element.value}</code>;
    case 'date':
      return (
        <SlackDate
          timestamp={element.timestamp}
          format={element.format}
          fallback={element.fallback ?? ''}
          url={element.url && isSafeUrl(element.url) ? element.url : undefined}
        />
      );
  }
}

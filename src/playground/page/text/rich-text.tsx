import type { ComponentChildren } from 'preact';
import { goTo } from '../state/route.js';
import { channel, language, me, person, reader, shownName } from '../state/store.js';
import { emojiOf } from './emoji.js';
import { formatMoment, formatSlackDate } from './format-date.js';
import type { Inline, TextBlock } from './inline.js';
import { parseMarkdown } from './parse-markdown.js';
import { parseMrkdwn, parseMrkdwnInline } from './parse-mrkdwn.js';

/** Text in Slack's mrkdwn. Everything becomes elements and text nodes, never HTML. */
export function Mrkdwn({ text, verbatim }: { text: string; verbatim?: boolean | undefined }) {
  return <TextBlocks blocks={parseMrkdwn(text, { verbatim: verbatim ?? false })} />;
}

/** mrkdwn within a line: options, context, titles. */
export function MrkdwnLine({ text, after }: { text: string; after?: ComponentChildren }) {
  return (
    <>
      <Inlines inlines={parseMrkdwnInline(text)} />
      {after}
    </>
  );
}

export function Markdown({ text }: { text: string }) {
  return <TextBlocks blocks={parseMarkdown(text)} />;
}

export function TextBlocks({ blocks }: { blocks: TextBlock[] }) {
  return (
    <>
      {blocks.map((block, index) => (
        <OneBlock key={`${index} ${block.kind}`} block={block} />
      ))}
    </>
  );
}

/** The conversation itself holds the first rank. */
const headingTags = ['h2', 'h3', 'h4', 'h5'] as const;

function OneBlock({ block }: { block: TextBlock }) {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p class="text-p">
          <Inlines inlines={block.inlines} />
        </p>
      );
    case 'heading': {
      const Tag = headingTags[Math.min(block.level, headingTags.length) - 1] ?? 'h5';
      return (
        <Tag class={`text-heading level-${block.level}`}>
          <Inlines inlines={block.inlines} />
        </Tag>
      );
    }
    case 'quote':
      return (
        <blockquote class="text-quote">
          <TextBlocks blocks={block.children} />
        </blockquote>
      );
    case 'pre':
      return <pre class="text-pre">{block.text}</pre>;
    case 'rule':
      return <hr class="block-divider" />;
    case 'list':
      return <TextList block={block} />;
    case 'table':
      return (
        <DataTable
          header={block.header.map((cell) => <Inlines key={null} inlines={cell} />)}
          rows={block.rows.map((row) => row.map((cell) => <Inlines key={null} inlines={cell} />))}
          align={block.align}
        />
      );
  }
}

function TextList({ block }: { block: Extract<TextBlock, { kind: 'list' }> }) {
  const items = block.items.map((item, index) => (
    <li key={index} class={item.checked === undefined ? undefined : 'task'}>
      {item.checked !== undefined && (
        <input type="checkbox" checked={item.checked} disabled aria-label={item.checked ? '✓' : '–'} />
      )}
      <Inlines inlines={item.inlines} />
      <TextBlocks blocks={item.children} />
    </li>
  ));
  return block.ordered ? (
    <ol class="text-list" start={block.start}>
      {items}
    </ol>
  ) : (
    <ul class="text-list">{items}</ul>
  );
}

/** A table that scrolls by itself when it is wider than the conversation. */
export function DataTable(props: {
  header?: ComponentChildren[] | undefined;
  rows: ComponentChildren[][];
  align?: string[] | undefined;
  wrapped?: boolean[] | undefined;
  caption?: string | undefined;
}) {
  const cellClass = (column: number) =>
    `align-${props.align?.[column] ?? 'left'}${props.wrapped?.[column] === false ? ' no-wrap' : ''}`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class="text-table" aria-label={props.caption ?? 'table'} tabIndex={0}>
      <table>
        {props.header && (
          <thead>
            <tr>
              {props.header.map((cell, column) => (
                <th key={column} class={cellClass(column)} scope="col">
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {props.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} class={cellClass(column)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function Inlines({ inlines }: { inlines: Inline[] }) {
  return (
    <>
      {inlines.map((inline, index) => (
        <OneInline key={index} inline={inline} />
      ))}
    </>
  );
}

const styleTags = { bold: 'strong', italic: 'em', strike: 's' } as const;

function OneInline({ inline }: { inline: Inline }) {
  switch (inline.kind) {
    case 'text':
      return <>{inline.text}</>;
    case 'break':
      return <br />;
    case 'style': {
      const Tag = styleTags[inline.style];
      return (
        <Tag>
          <Inlines inlines={inline.children} />
        </Tag>
      );
    }
    case 'code':
      return <code class="text-code">{inline.text}</code>;
    case 'link':
      return (
        <OutsideLink url={inline.url}>
          <Inlines inlines={inline.children} />
        </OutsideLink>
      );
    case 'user':
      return <UserMention id={inline.id} />;
    case 'channel':
      return <ChannelMention id={inline.id} label={inline.label} />;
    case 'group':
      return <span class="mention">{inline.label ?? `@${inline.id}`}</span>;
    case 'broadcast':
      return <span class="mention is-me">@{inline.range}</span>;
    case 'emoji':
      return <Emoji name={inline.name} />;
    case 'date':
      return <SlackDate {...inline} />;
  }
}

export function OutsideLink({ url, children }: { url: string; children: ComponentChildren }) {
  return (
    <a class="link" href={url} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

export function UserMention({ id }: { id: string }) {
  const user = person(id);
  const mine = id === me.value?.id;
  return (
    <span class={`mention${mine ? ' is-me' : ''}`} title={user?.title}>
      @{user ? shownName(user) : id}
    </span>
  );
}

export function ChannelMention({ id, label }: { id: string; label?: string | undefined }) {
  const info = channel(id);
  // A channel that the reader may not see keeps its name to itself, as in Slack.
  if (!info)
    return (
      <span class="mention">
        {label ? `#${label}` : language.value === 'zh' ? '#私有频道' : '#private-channel'}
      </span>
    );
  return (
    <button type="button" class="mention" onClick={() => goTo({ channel: info.id })}>
      #{info.name}
    </button>
  );
}

export function Emoji({ name }: { name: string }) {
  const character = emojiOf(name);
  if (!character) return <>{`:${name}:`}</>;
  return (
    <span class="emoji" role="img" aria-label={name.replaceAll('_', ' ')} title={`:${name}:`}>
      {character}
    </span>
  );
}

export function SlackDate(props: {
  timestamp: number;
  format: string;
  fallback: string;
  url?: string | undefined;
}) {
  const shown = props.format ? formatSlackDate(props.timestamp, props.format, reader.value) : props.fallback;
  const instant = new Date(props.timestamp * 1000);
  const time = (
    <time
      class="slack-date"
      dateTime={instant.toISOString()}
      title={formatMoment(instant.getTime(), reader.value)}
    >
      {shown}
    </time>
  );
  return props.url ? <OutsideLink url={props.url}>{time}</OutsideLink> : time;
}

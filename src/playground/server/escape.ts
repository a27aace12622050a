/** https://docs.slack.dev/messaging/formatting-message-text#escaping */
import { isPlain } from './plain.js';
import type { World } from './world.js';

/** `&`, `<` and `>` as Slack writes them in message text. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The longest known name that the text starts with, at a word's end. */
function longest(text: string, names: readonly { name: string; id: string }[]) {
  let best: { name: string; id: string } | undefined;
  const lower = text.toLowerCase();
  for (const one of names) {
    if (one.name === '' || !lower.startsWith(one.name.toLowerCase())) continue;
    if (/^[\w-]/.test(text.slice(one.name.length)) && /\w$/.test(one.name)) continue;
    if (!best || one.name.length > best.name.length) best = one;
  }
  return best;
}

/**
 * What a person typed, as Slack hands it on: escaped, `@name` and `#channel` that exist turned into ids,
 * addresses into links. A typed `<!channel>` or `<@U…>` stays plain text.
 */
export function typedText(
  world: World,
  user: string,
  text: string,
  style: 'message' | 'command' | 'command-plain',
): string {
  if (style === 'command-plain') return escapeText(text);
  const people = [...world.people.values()]
    .filter((one) => !one.deactivated)
    .flatMap((one) => [one.display_name, one.real_name, one.name].map((name) => ({ name, id: one.id })));
  const channels = [...world.channels.values()]
    .filter((one) => one.kind === 'public' || (one.kind === 'private' && one.members.has(user)))
    .map((one) => ({ name: one.name, id: one.id }));
  let out = '';
  let rest = text;
  while (rest !== '') {
    const at = rest.search(/[@#]|https?:\/\//);
    if (at < 0) break;
    out += escapeText(rest.slice(0, at));
    rest = rest.slice(at);
    const after = rest.slice(1);
    const atWord = !/[\w.]$/.test(out);
    const person = rest[0] === '@' && atWord ? longest(after, people) : undefined;
    const channel = rest[0] === '#' && atWord ? longest(after, channels) : undefined;
    const everyone = /^@(channel|here|everyone)\b/.exec(rest);
    const link = /^https?:\/\/[^\s<>]+/.exec(rest);
    if (person) {
      const handle = world.people.get(person.id)?.name ?? '';
      out += style === 'command' ? `<@${person.id}|${handle}>` : `<@${person.id}>`;
      rest = after.slice(person.name.length);
    } else if (channel) {
      out += `<#${channel.id}|${style === 'command' ? channel.name : ''}>`;
      rest = after.slice(channel.name.length);
    } else if (everyone && atWord && style === 'message') {
      out += `<!${everyone[1]}>`;
      rest = rest.slice(everyone[0].length);
    } else if (link) {
      out += `<${escapeText(link[0])}>`;
      rest = rest.slice(link[0].length);
    } else {
      out += escapeText(rest[0] as string);
      rest = after;
    }
  }
  return out + escapeText(rest);
}

/** All text of some blocks, for looking things up and for counting mentions. */
export function shownText(value: unknown): string {
  if (Array.isArray(value)) return value.map(shownText).filter(Boolean).join('\n');
  if (!isPlain(value)) return '';
  return Object.entries(value)
    .map(([name, inner]) =>
      ['text', 'alt_text'].includes(name) && typeof inner === 'string'
        ? inner
        : typeof inner === 'object'
          ? shownText(inner)
          : '',
    )
    .filter(Boolean)
    .join('\n');
}

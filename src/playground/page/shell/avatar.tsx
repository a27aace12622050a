import type { PersonInfo } from '../../protocol.js';
import { language, shownName } from '../state/store.js';

const han = /\p{Script=Han}/gu;

/**
 * A short form of a name. Many people have two, "Grace Lin 林佳慧": the one in the reader's writing is taken,
 * if there is one.
 */
export function nameParts(name: string): { initials: string; short: string } {
  const chinese = name.match(han)?.join('') ?? '';
  const latin = name
    .replace(han, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  if (chinese.length > 1 && (latin.length === 0 || language.value === 'zh')) {
    return { initials: chinese.slice(-2), short: chinese };
  }
  const [first = name, last] = [latin[0], latin.length > 1 ? latin.at(-1) : undefined];
  const initials = [first, last]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
  const whole = latin.join(' ');
  return { initials: initials || '?', short: whole.length <= 8 && whole ? whole : first };
}

/** A coloured square with initials; the app gets its own mark. Decorative: the name stands beside it. */
export function Avatar({
  person,
  size,
}: {
  person: PersonInfo;
  size: 'tiny' | 'small' | 'medium' | 'large';
}) {
  const tone = { '--tone': person.color || '#5f6b7a' };
  if (person.is_app) {
    return (
      <span class={`avatar is-app size-${size}`} aria-hidden="true">
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <path d="M9.5 22.5 22.5 9.5" stroke="#f3c969" stroke-width="5" stroke-linecap="round" />
          <circle cx="9.5" cy="22.5" r="1.5" fill="#17594a" />
          <circle cx="22.5" cy="9.5" r="1.5" fill="#17594a" />
        </svg>
      </span>
    );
  }
  return (
    <span
      class={`avatar size-${size}${person.deactivated ? ' is-gone' : ''}`}
      style={tone}
      aria-hidden="true"
    >
      {nameParts(person.real_name || shownName(person)).initials}
    </span>
  );
}

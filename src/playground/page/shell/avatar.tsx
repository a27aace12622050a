import type { PersonInfo } from '../../protocol.js';
import { shownName } from '../state/store.js';

/** Initials: two letters in English, the last two characters of a Chinese name, as people there do it. */
export function initialsOf(name: string): string {
  const han = name.match(/\p{Script=Han}/gu);
  if (han && han.length >= 2) return han.slice(-2).join('');
  const words = name
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .split(/[\s-]+/)
    .filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return (
    letters
      .map((word) => [...(word ?? '')][0] ?? '')
      .join('')
      .toUpperCase() || '?'
  );
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
      {initialsOf(person.real_name || shownName(person))}
    </span>
  );
}

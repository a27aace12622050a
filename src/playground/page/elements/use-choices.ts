import { useEffect, useState } from 'preact/hooks';
import { words } from '../state/store.js';
import type { ChoiceGroup } from './combobox.js';

/** Where choices come from: the page knows them at once, or the app must be asked. */
export type ChoiceSource =
  | { kind: 'local'; find: (query: string) => ChoiceGroup[] }
  | { kind: 'remote'; ask: (query: string) => Promise<ChoiceGroup[]>; minQuery: number };

const debounceMs = 200;

type Answer = { query: string; groups: ChoiceGroup[] | 'failed' };

/** The choices for what is typed while a list is open. `status` says why there are none (yet). */
export function useChoices(props: { open: boolean; query: string; source: ChoiceSource }): {
  groups: ChoiceGroup[];
  status: string | undefined;
} {
  const { open, query, source } = props;
  const [answer, setAnswer] = useState<Answer | undefined>(undefined);
  const asked = query.trim();
  const tooShort = source.kind === 'remote' && [...asked].length < source.minQuery;
  useEffect(() => {
    if (!open || source.kind === 'local' || tooShort) {
      setAnswer(undefined);
      return undefined;
    }
    // A slow answer to an older question is dropped.
    let current = true;
    const ask = () =>
      source.ask(asked).then(
        (groups) => current && setAnswer({ query: asked, groups }),
        () => current && setAnswer({ query: asked, groups: 'failed' }),
      );
    const timer = setTimeout(() => void ask(), asked === '' ? 0 : debounceMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [open, asked, source.kind, tooShort]);

  const w = words.value;
  if (!open) return { groups: [], status: undefined };
  if (source.kind === 'remote') {
    if (tooShort) return { groups: [], status: w.typeMore(source.minQuery) };
    // What was found for other words is not offered: Enter must never choose something stale.
    if (answer?.query !== asked) return { groups: [], status: w.searching };
    if (answer.groups === 'failed') return { groups: [], status: w.optionsFailed };
  }
  const groups = source.kind === 'local' ? source.find(asked) : ((answer?.groups ?? []) as ChoiceGroup[]);
  return { groups, status: groups.some((group) => group.choices.length > 0) ? undefined : w.noResults };
}

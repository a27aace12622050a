import { useEffect, useState } from 'preact/hooks';
import { words } from '../state/store.js';
import type { ChoiceGroup } from './combobox.js';

const debounceMs = 200;

/** Asks a source for its choices while a list is open; slow answers to old questions are dropped. */
export function useChoices(props: {
  open: boolean;
  query: string;
  source: (query: string) => ChoiceGroup[] | Promise<ChoiceGroup[]>;
  minQuery: number;
}): { groups: ChoiceGroup[]; status: string | undefined } {
  const [groups, setGroups] = useState<ChoiceGroup[]>([]);
  const [status, setStatus] = useState<string | undefined>(undefined);
  const { open, query, minQuery } = props;
  useEffect(() => {
    if (!open) {
      setGroups([]);
      setStatus(undefined);
      return;
    }
    const w = words.value;
    const show = (found: ChoiceGroup[]) => {
      setGroups(found);
      setStatus(found.some((group) => group.choices.length > 0) ? undefined : w.noResults);
    };
    if ([...query.trim()].length < minQuery) {
      setGroups([]);
      setStatus(w.typeMore(minQuery));
      return;
    }
    let current = true;
    const ask = async () => {
      try {
        const answer = props.source(query.trim());
        if (answer instanceof Promise) setStatus(w.searching);
        const found = await answer;
        if (current) show(found);
      } catch {
        if (current) {
          setGroups([]);
          setStatus(w.optionsFailed);
        }
      }
    };
    const immediate = props.source.length === 0 || query === '' || minQuery < 0;
    const timer = setTimeout(() => void ask(), immediate ? 0 : debounceMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [open, query, minQuery]);
  return { groups, status };
}

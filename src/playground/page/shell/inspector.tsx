import { useEffect, useRef, useState } from 'preact/hooks';
import type { WireDetail, WireLine, WireList } from '../../protocol.js';
import { getExchange, getWire, isRefused } from '../state/api.js';
import { words } from '../state/store.js';
import { inspectorOpen, toolWords } from '../state/tools.js';
import { IconClose } from './icons.js';

const everyMs = 1000;
const shownLines = '200';

/** What goes over the wire between Slack and the app, as it goes. */
export function Inspector() {
  const w = toolWords.value;
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<WireList>();
  const [chosen, setChosen] = useState<number>();
  useEffect(() => {
    let gone = false;
    const look = async () => {
      try {
        const list = await getWire({ q: query, limit: shownLines });
        if (!gone) setFound(list);
      } catch (error) {
        if (!isRefused(error)) throw error;
      }
    };
    void look();
    const timer = setInterval(() => void look(), everyMs);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [query]);
  const lines = found?.lines ?? [];
  return (
    <section class="inspector" aria-label={w.inspector}>
      <header class="inspector-head">
        <h2>{w.inspector}</h2>
        <input
          type="search"
          class="field"
          aria-label={w.searchWire}
          placeholder={w.searchWire}
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
        <span class="quiet">{found && w.exchanges(lines.length, found.total)}</span>
        <button
          type="button"
          class="icon-button"
          aria-label={words.value.close}
          onClick={() => {
            inspectorOpen.value = false;
          }}
        >
          <IconClose />
        </button>
      </header>
      <div class="inspector-body">
        <Lines lines={lines} chosen={chosen} onChoose={setChosen} />
        <Exchange line={lines.find((one) => one.n === chosen)} n={chosen} />
      </div>
    </section>
  );
}

/** A list box: the arrow keys go from one to the next. */
function Lines(props: { lines: WireLine[]; chosen: number | undefined; onChoose: (n: number) => void }) {
  const w = toolWords.value;
  const list = useRef<HTMLDivElement>(null);
  const at = props.lines.findIndex((one) => one.n === props.chosen);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [props.chosen]);
  const onKeyDown = (event: KeyboardEvent) => {
    const last = props.lines.length - 1;
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const line = props.lines[Math.min(last, Math.max(0, next))];
    if (line) props.onChoose(line.n);
  };
  if (props.lines.length === 0) return <p class="wire-empty quiet">{w.wireEmpty}</p>;
  return (
    <div
      class="wire-lines"
      ref={list}
      role="listbox"
      tabIndex={0}
      aria-label={w.inspector}
      aria-activedescendant={at < 0 ? undefined : `wire-${props.chosen}`}
      onKeyDown={onKeyDown}
    >
      {props.lines.map((line) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the list box takes the keys
        // biome-ignore lint/a11y/useFocusableInteractive: the list box holds the focus
        <div
          key={line.n}
          id={`wire-${line.n}`}
          role="option"
          class={`wire-line${line.fault ? ' is-fault' : ''}`}
          aria-selected={line.n === props.chosen}
          onClick={() => props.onChoose(line.n)}
        >
          <span class="wire-way" title={line.direction === 'to-app' ? w.toApp : w.fromApp}>
            <span aria-hidden="true">{line.direction === 'to-app' ? '→' : '←'}</span>
            <span class="visually-hidden">{line.direction === 'to-app' ? w.toApp : w.fromApp}</span>
          </span>
          <span class="wire-name">{line.name}</span>
          <span class="wire-fault">{line.fault}</span>
          <span class="wire-ms">{timing(line)}</span>
        </div>
      ))}
    </div>
  );
}

function timing(line: WireLine): string {
  if (line.ms === null) return line.fault ? '–' : toolWords.value.underWay;
  return `${line.ms < 10 ? line.ms.toFixed(1) : Math.round(line.ms)} ms`;
}

function Exchange({ n, line }: { n: number | undefined; line: WireLine | undefined }) {
  const w = toolWords.value;
  const [detail, setDetail] = useState<WireDetail | null>();
  // Asked for anew when the answer has come.
  const ended = line?.ms ?? null;
  useEffect(() => {
    let gone = false;
    setDetail(undefined);
    if (n === undefined) return;
    getExchange(n).then(
      (one) => {
        if (!gone) setDetail(one);
      },
      () => {
        if (!gone) setDetail(null);
      },
    );
    return () => {
      gone = true;
    };
  }, [n, ended]);
  if (n === undefined) return <p class="wire-empty quiet">{w.pickOne}</p>;
  if (detail === null) return <p class="wire-empty quiet">{w.gone}</p>;
  if (!detail) return <div class="wire-detail" />;
  const facts = [
    new Date(detail.at).toLocaleTimeString('sv'),
    detail.by,
    detail.status ?? '',
    timing(detail),
    detail.fault ?? '',
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class="wire-detail" aria-label={detail.name} tabIndex={0}>
      <h3>{detail.name}</h3>
      <p class="quiet">{facts.filter((one) => one !== '').join(' · ')}</p>
      <h4>{w.request}</h4>
      <pre>{pretty(detail.request)}</pre>
      <h4>{w.answer}</h4>
      {detail.response === null && detail.ms === null ? (
        <p class="quiet">{w.noAnswer}</p>
      ) : (
        <pre>{pretty(detail.response)}</pre>
      )}
    </section>
  );
}

/** Indented JSON; what was sent as JSON within a form is unfolded as well. */
export function pretty(value: unknown): string {
  const unfolded = (_key: string, held: unknown): unknown => {
    if (typeof held !== 'string' || !/^\s*[[{]/.test(held)) return held;
    try {
      return JSON.parse(held) as unknown;
    } catch {
      return held;
    }
  };
  return JSON.stringify(value, unfolded, 2);
}

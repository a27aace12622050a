import { signal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { OwnDataOffer, OwnDataReport } from '../../protocol.js';
import { getOwnData, isRefused, postOwnData } from '../state/api.js';
import { language, words } from '../state/store.js';
import { toolWords } from '../state/tools.js';
import { MrkdwnLine } from '../text/rich-text.js';
import { IconTable } from './icons.js';

/** What the host takes in; asked for once. */
const offer = signal<OwnDataOffer | null | undefined>(undefined);

const shownFaults = 100;
const everyMs = 500;

interface Chosen {
  name: string;
  base64: string;
}

/** A file of the person's own: looked at first, taken in on a second press. */
export function OwnData() {
  const w = toolWords.value;
  const [chosen, setChosen] = useState<Chosen>();
  const [report, setReport] = useState<OwnDataReport>();
  const [busy, setBusy] = useState<'reading' | 'loading'>();
  const [wrong, setWrong] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (offer.value !== undefined) return;
    getOwnData().then(
      (found) => {
        offer.value = found;
      },
      () => undefined,
    );
  }, []);
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (report || wrong) box.current?.scrollIntoView({ block: 'end' });
  }, [report, wrong]);
  const given = offer.value;
  if (!given) return null;

  const ask = async (file: Chosen, load: boolean) => {
    setBusy(load ? 'loading' : 'reading');
    setWrong('');
    try {
      setReport(await postOwnData({ ...file, load }));
    } catch (error) {
      if (!isRefused(error)) throw error;
      setWrong(words.value.refusals[error.refusal.error] ?? error.refusal.message);
    }
    setBusy(undefined);
  };
  const choose = async (file: File | undefined) => {
    if (!file) return;
    setReport(undefined);
    if (file.size > given.mostBytes) {
      setWrong(w.tooLarge(given.mostBytes / 1000));
      return;
    }
    const next = { name: file.name, base64: await base64Of(file) };
    setChosen(next);
    await ask(next, false);
  };
  return (
    <section class="own-data" ref={box} aria-label={given.title[language.value]}>
      <h3>
        <IconTable /> {given.title[language.value]}
      </h3>
      <p>
        <MrkdwnLine text={given.about[language.value]} />
      </p>
      <input
        ref={input}
        type="file"
        class="visually-hidden"
        tabIndex={-1}
        aria-hidden="true"
        accept={given.accept}
        onChange={(event) => {
          const field = event.currentTarget;
          // The same file may be chosen again, after it was mended.
          void choose(field.files?.[0]).finally(() => {
            field.value = '';
          });
        }}
      />
      <div role="status">
        {busy && (
          <p class="quiet">
            <span class="spinner" /> {busy === 'loading' ? <Progress /> : w.readingFile}
          </p>
        )}
        {wrong && <p class="own-data-wrong">{wrong}</p>}
        {report && !busy && <Report report={report} name={chosen?.name ?? ''} />}
      </div>
      <div class="own-data-buttons">
        {report && !report.loaded && report.rows > 0 && chosen && (
          <button
            type="button"
            class="button primary"
            disabled={busy !== undefined}
            onClick={() => void ask(chosen, true)}
          >
            {w.loadRows(report.rows)}
          </button>
        )}
        <button
          type="button"
          class="button plain"
          disabled={busy !== undefined}
          onClick={() => input.current?.click()}
        >
          {chosen ? w.otherFile : w.chooseFile}
        </button>
      </div>
    </section>
  );
}

/** How far it is, asked for now and then. */
function Progress() {
  const w = toolWords.value;
  const [at, setAt] = useState<OwnDataOffer['progress']>(null);
  useEffect(() => {
    const timer = setInterval(() => {
      getOwnData().then(
        (found) => setAt(found?.progress ?? null),
        () => undefined,
      );
    }, everyMs);
    return () => clearInterval(timer);
  }, []);
  return <>{at ? w.loadedOf(at.done, at.all) : w.loadingFile}</>;
}

function Report({ report, name }: { report: OwnDataReport; name: string }) {
  const w = toolWords.value;
  const { rows, head, sample, faults, summary, loaded } = report;
  return (
    <div class={`own-data-report${loaded ? ' is-loaded' : ''}`}>
      <strong class="own-data-name">{name}</strong>
      <p>
        <MrkdwnLine text={summary[language.value]} />
      </p>
      {rows > 0 && !loaded && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section class="own-data-sample" aria-label={w.sampleOf} tabIndex={0}>
          <table>
            <caption>{w.sampleOf}</caption>
            <thead>
              <tr>
                {head.map((one) => (
                  <th key={one.en} scope="col">
                    {one[language.value]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {sample.map((cells, row) => (
                <tr key={row}>
                  {cells.map((cell, column) => (
                    <td key={column}>{cell[language.value]}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {faults.length > 0 && (
        <details open={!loaded}>
          <summary>{w.leftOut(faults.length)}</summary>
          <ul>
            {faults.slice(0, shownFaults).map(({ line, says }) => (
              <li key={`${line} ${says.en}`}>
                <strong>{w.line(line)}</strong> {says[language.value]}
              </li>
            ))}
            {faults.length > shownFaults && <li>…</li>}
          </ul>
        </details>
      )}
    </div>
  );
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let from = 0; from < bytes.length; from += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(from, from + 0x8000));
  }
  return btoa(text);
}

import { parse } from 'csv-parse/sync';
import { cleanText } from '../../slack/clean-text.js';

/** A table as people save one: a header and rows, each with the line of the file on which it ends. */
export interface Table {
  header: string[];
  rows: { line: number; cells: string[] }[];
}

/** Why a file is no table, and where, if that can be said. */
export interface NoTable {
  problem: 'no-text' | 'mixed-encodings' | 'no-table';
  line?: number;
}

const delimiters = [',', ';', '\t', '，', '|'] as const;

/**
 * Reads a table of text as spreadsheets write it: UTF-8, UTF-16, GB 18030 (with GBK and GB 2312, which Excel writes in
 * China) or Windows-1252 (which it writes in the West); separated by commas, semicolons, tabs or what a first line
 * `sep=` says; quoted or not, stray quotes included.
 */
export function readTable(content: Uint8Array): Table | NoTable {
  const decoded = decode(content);
  if (typeof decoded !== 'string') return decoded;
  const { text, said, skipped } = withoutSeparatorLine(decoded);
  const delimiter = said ?? delimiterOf(text);
  const found = parseRows(text, { delimiter, quoted: true }) ?? parseRows(text, { delimiter, quoted: false });
  if (!found) return { problem: 'no-table' };
  const [head, ...rows] = found.map(({ record, info }) => ({ line: info.lines + skipped, cells: record }));
  return head ? { header: head.cells, rows } : { header: [], rows: [] };
}

type Row = { record: string[]; info: { lines: number } };

/** Null where quotes do not match, or one that was never closed has swallowed rows. */
function parseRows(
  text: string,
  { delimiter, quoted }: { delimiter: string; quoted: boolean },
): Row[] | null {
  try {
    const rows = parse(text, {
      delimiter,
      info: true,
      quote: quoted ? '"' : null,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    }) as unknown as Row[];
    if (!quoted) return rows.map((row) => ({ ...row, record: row.record.map(withoutOuterQuotes) }));
    const columns = rows[0]?.record.length ?? 0;
    const swallowed = ({ record }: Row) =>
      columns > 1 &&
      record.some((cell) =>
        cell.split('\n').some((part, at) => at > 0 && part.split(delimiter).length >= columns),
      );
    return rows.some(swallowed) ? null : rows;
  } catch {
    return null;
  }
}

const withoutOuterQuotes = (cell: string) => cell.replace(/^"|"$/g, '').replaceAll('""', '"');

/** Excel's own way to name the separator: a first line `sep=;`. */
function withoutSeparatorLine(text: string): { text: string; said: string | null; skipped: number } {
  const match = /^"?sep=([^\r\n"])"?(?:\r\n|\r|\n)/i.exec(text);
  return match
    ? { text: text.slice(match[0].length), said: match[1] ?? null, skipped: 1 }
    : { text, said: null, skipped: 0 };
}

/** The one that parts the header into most columns; what stands in quotes or brackets does not count. */
function delimiterOf(text: string): string {
  const head = text.split(/\r?\n|\r/, 1)[0] ?? '';
  const bare = head.replace(/"[^"]*"|\([^)]*\)|（[^）]*）|\[[^\]]*\]|【[^】]*】/g, '');
  const count = (one: string) => bare.split(one).length;
  return delimiters.reduce((best, one) => (count(one) > count(best) ? one : best), ',');
}

function decode(content: Uint8Array): string | NoTable {
  const encoding = markedEncoding(content) ?? unmarkedUtf16(content);
  if (encoding) return textIn(encoding, content) ?? { problem: 'no-text' };
  const utf8 = textIn('utf-8', content);
  if (utf8 !== null) return utf8;
  if (content.includes(0)) return { problem: 'no-text' };
  const broken = brokenUtf8Line(content);
  if (broken !== null) return { problem: 'mixed-encodings', line: broken };
  const guessed = eastOrWest(content);
  return guessed.encoding
    ? (textIn(guessed.encoding, content) ?? { problem: 'no-text' })
    : { problem: 'mixed-encodings', line: guessed.line };
}

/** Null when the bytes are not of this encoding, or hold what only a picture or a workbook holds. */
function textIn(encoding: string, content: Uint8Array): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(content);
    return text.includes('\0') ? null : cleanText(text);
  } catch {
    return null;
  }
}

function markedEncoding([first, second]: Uint8Array): string | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : null;
}

/** A table has ASCII separators: every one of them leaves a zero beside it in UTF-16. */
function unmarkedUtf16(content: Uint8Array): string | null {
  const zeros = [0, 0];
  for (const [at, byte] of content.subarray(0, 4096).entries())
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > 1 && even === 0) return 'utf-16le';
  return even > 1 && odd === 0 ? 'utf-16be' : null;
}

/** The first line that is not UTF-8 in a file whose other lines are; null where it is another encoding altogether. */
function brokenUtf8Line(content: Uint8Array): number | null {
  let good = 0;
  const bad: number[] = [];
  for (const { line, bytes } of linesOf(content)) {
    if (!bytes.some((byte) => byte >= 0x80)) continue;
    if (textIn('utf-8', bytes) === null) bad.push(line);
    else good += 1;
  }
  return good >= bad.length ? (bad[0] ?? null) : null;
}

/**
 * Chinese stands in pairs of high bytes; Western letters with accents stand alone among plain ones. What is neither
 * clearly is refused rather than read wrong.
 */
function eastOrWest(
  content: Uint8Array,
): { encoding: 'gb18030' | 'windows-1252' } | { encoding: null; line: number } {
  let [paired, single, firstSingle] = [0, 0, 1];
  for (const { line, bytes } of linesOf(content)) {
    const text = Buffer.from(bytes).toString('latin1');
    for (const [run] of text.matchAll(/[\x80-\xff]+/g)) {
      if (run.length % 2 === 0) paired += run.length / 2;
      else {
        if (single === 0) firstSingle = line;
        single += 1;
      }
    }
  }
  const singles = single / (single + paired);
  if (singles <= 0.2 && textIn('gb18030', content) !== null) return { encoding: 'gb18030' };
  if (singles >= 0.8) return { encoding: 'windows-1252' };
  return { encoding: null, line: firstSingle };
}

function* linesOf(content: Uint8Array): Generator<{ line: number; bytes: Uint8Array }> {
  let from = 0;
  for (let line = 1; from < content.length; line += 1) {
    const end = content.indexOf(0x0a, from);
    const to = end < 0 ? content.length : end;
    yield { line, bytes: content.subarray(from, to) };
    from = to + 1;
  }
}

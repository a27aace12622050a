import { parse } from 'csv-parse/sync';
import { cleanText } from '../../slack/clean-text.js';

/** A table as people save one: a header and rows, each with the line of the file on which it ends. */
export interface Table {
  header: string[];
  rows: { line: number; cells: string[] }[];
}

const delimiters = [',', ';', '\t', '，', '|'] as const;

/**
 * Reads a table of text: UTF-8 with or without a mark, UTF-16 with one, or GB 18030 (with GBK and GB 2312), which
 * Excel writes in China; separated by commas, semicolons or tabs, quoted or not.
 * @returns null when it is no text, or its quotes do not match
 */
export function readTable(content: Uint8Array): Table | null {
  const text = decode(content);
  if (text === null) return null;
  try {
    const found = parse(text, {
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    const [head, ...rows] = found.map(({ record, info }) => ({ line: info.lines, cells: record }));
    return head ? { header: head.cells, rows } : { header: [], rows: [] };
  } catch {
    return null;
  }
}

function decode(content: Uint8Array): string | null {
  const [first, second] = content;
  const marked =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;
  for (const encoding of marked ? [marked] : ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(content);
      // What holds these is a picture or a workbook, whatever its name says.
      return text.includes('\0') ? null : cleanText(text);
    } catch {
      // Not in this one.
    }
  }
  return null;
}

/** The one that parts the header into most columns. */
function delimiterOf(text: string): string {
  const head = text.split(/\r?\n|\r/, 1)[0] ?? '';
  const count = (one: string) => head.split(one).length;
  return delimiters.reduce((best, one) => (count(one) > count(best) ? one : best), ',');
}

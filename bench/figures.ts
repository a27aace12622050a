/** The value below which `share` of the sorted numbers lie. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (numbers: readonly number[]) => quantile(numbers, 0.5);

export const ms = (value: number) => `${value.toFixed(1)} ms`;

/** Smallest to largest. */
export const range = (numbers: readonly number[], digits: number) =>
  `${Math.min(...numbers).toFixed(digits)}–${Math.max(...numbers).toFixed(digits)}`;

/** One line of the table. */
export interface Row {
  what: string;
  measured: string;
  /** What it is aimed at, and whether the measured value reaches it; absent where there is no aim. */
  aim?: {
    words: string;
    reached: boolean;
    /** A ratio within the run: a miss fails it, on whatever machine. */
    must?: boolean;
  };
}

export function table(rows: readonly Row[]): string {
  const cells = rows.map(({ what, measured, aim }) => [
    what,
    measured,
    aim ? `${aim.words}  ${aim.reached ? 'yes' : 'NO'}` : '',
  ]);
  const all = [['', 'measured', 'aim'], ...cells];
  const widths = [0, 1].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('   ')).join('\n');
}

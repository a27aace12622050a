/** Where a list that is sorted by `ts` reaches this one: the index of the first that is not before it. */
export function firstFrom(list: readonly { ts: string }[], ts: string): number {
  let from = 0;
  let to = list.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((list[middle] as { ts: string }).ts < ts) from = middle + 1;
    else to = middle;
  }
  return from;
}

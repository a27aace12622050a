/** Where an operation goes. Order is kept per destination. */
export type Destination = { channelId: string } | { staffId: string };

/** The destination as it stands in a row: `channel:C…` or `person:<staff id>`. */
export function destinationKey(destination: Destination): string {
  return 'channelId' in destination ? `channel:${destination.channelId}` : `person:${destination.staffId}`;
}

/** What a row's destination means; null for a kind that this build does not know. */
export function readDestination(key: string): Destination | null {
  const [kind, id] = split(key);
  if (!id) return null;
  if (kind === 'channel') return { channelId: id };
  if (kind === 'person') return { staffId: id };
  return null;
}

function split(key: string): [string, string] {
  const colon = key.indexOf(':');
  return [key.slice(0, colon), key.slice(colon + 1)];
}

/** How a reply names the card it belongs to: the card of this record in the channel it is sent to. */
export function cardKey({ kind, subjectId }: { kind: string; subjectId: string }): string {
  return `card:${kind}:${subjectId}`;
}

/** The card that a parentKey names, or null when it names an operation. */
export function readCardKey(parentKey: string): { kind: string; subjectId: string } | null {
  const [prefix, rest] = split(parentKey);
  if (prefix !== 'card') return null;
  const [kind, subjectId] = split(rest);
  return kind && subjectId ? { kind, subjectId } : null;
}

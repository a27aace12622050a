/** A JSON object of unknown content: everything that comes over the wire is one until it is checked. */
export type Plain = Record<string, unknown>;

/** Narrows to a JSON object (not null, not an array). */
export function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value if it is a string, else ''. */
export function str(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The value if it is an array of objects, without the others; else []. */
export function plains(value: unknown): Plain[] {
  return Array.isArray(value) ? value.filter(isPlain) : [];
}

/** A form sends every value as text: '1', 'true', 1 and true all mean yes. */
export function yes(value: unknown): boolean {
  return value === true || value === 1 || value === 'true' || value === '1';
}

/** JSON text to a value; undefined when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A structural copy, so that what the app sent is never shared with what is kept. */
export function copy<T>(value: T): T {
  return structuredClone(value);
}

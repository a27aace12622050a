import { mostCounted } from '../counted.js';

/** A number of things that are counted up to a bound. */
export function counted(count: number): string {
  return count > mostCounted ? `超过 ${mostCounted}` : String(count);
}

import limits from './limits.json' with { type: 'json' };
import { isPlain, type Plain } from './plain.js';

/** Where blocks are about to be shown. */
export type Surface = 'message' | 'modal' | 'home';

export interface Fault {
  /** JSON pointer as Slack writes it, e.g. `/blocks/0/text/text`. */
  path: string;
  message: string;
}

/** What a validation run gathers. Slack lists every fault at once, so nothing here stops at the first. */
export interface Check {
  surface: Surface;
  faults: Fault[];
}

export { limits };

export function fault(check: Check, path: string, message: string): void {
  check.faults.push({ path, message });
}

/** Slack's own way to write a fault into `response_metadata.messages`. */
export function faultLine(one: Fault): string {
  return `[ERROR] ${one.message} [json-pointer:${one.path}]`;
}

/** True when it is an object; otherwise the fault is noted. */
export function checkObject(check: Check, path: string, value: unknown): value is Plain {
  if (isPlain(value)) return true;
  fault(check, path, 'must provide an object');
  return false;
}

/** Required fields are there and no others than the allowed ones: Slack refuses unknown properties. */
export function checkFields(
  check: Check,
  path: string,
  object: Plain,
  fields: { required?: readonly string[]; allowed: readonly string[] },
): void {
  for (const name of fields.required ?? []) {
    if (object[name] === undefined || object[name] === null) {
      fault(check, path, `missing required field: ${name}`);
    }
  }
  for (const name of Object.keys(object)) {
    if (!fields.allowed.includes(name) && !(fields.required ?? []).includes(name)) {
      fault(check, path, `invalid additional property: ${name}`);
    }
  }
}

/** A string between `min` (default 0) and `max` characters. Absent is fine. */
export function checkString(
  check: Check,
  path: string,
  value: unknown,
  size: { min?: number; max?: number } = {},
): void {
  if (value === undefined || value === null) return;
  if (typeof value !== 'string') {
    fault(check, path, 'must provide a string');
    return;
  }
  if (size.min !== undefined && value.length < size.min) {
    fault(check, path, `must be more than ${size.min - 1} characters`);
  }
  if (size.max !== undefined && value.length > size.max) {
    fault(check, path, `must be less than ${size.max + 1} characters`);
  }
}

export function checkBoolean(check: Check, path: string, value: unknown): void {
  if (value !== undefined && typeof value !== 'boolean') fault(check, path, 'must provide a boolean');
}

/** An integer within bounds. Absent is fine. */
export function checkInteger(
  check: Check,
  path: string,
  value: unknown,
  range: { min?: number; max?: number } = {},
): void {
  if (value === undefined) return;
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    fault(check, path, 'must provide an integer');
    return;
  }
  if (range.min !== undefined && value < range.min) fault(check, path, `must be at least ${range.min}`);
  if (range.max !== undefined && value > range.max) fault(check, path, `must be at most ${range.max}`);
}

export function checkEnum(check: Check, path: string, value: unknown, allowed: readonly string[]): void {
  if (value === undefined) return;
  if (typeof value !== 'string' || !allowed.includes(value)) {
    fault(check, path, 'must be a valid enum value');
  }
}

/** An array within bounds; gives its items, or [] with the fault noted. */
export function checkItems(
  check: Check,
  path: string,
  value: unknown,
  size: { min?: number; max?: number },
): unknown[] {
  if (!Array.isArray(value)) {
    fault(check, path, 'must provide an array');
    return [];
  }
  if (size.min !== undefined && value.length < size.min) {
    fault(check, path, `must provide at least ${size.min} items`);
  }
  if (size.max !== undefined && value.length > size.max) {
    fault(check, path, `no more than ${size.max} items allowed`);
  }
  return value;
}

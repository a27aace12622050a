import type {
  AllMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewOutput,
  ViewResponseAction,
  ViewStateValue,
  ViewSubmitAction,
} from '@slack/bolt';
import { z } from 'zod';
import { type Asker, askerOf } from './asker.js';
import { type Below, belowOf, freshView, isRecord, redrawBelow, withBelow } from './below.js';
import { type ErrorCode, UserError } from './user-error.js';

/** A form with one or more fields that cannot be taken; shown beside each of them. */
export class FormError extends Error {
  /** Bolt wraps errors that lack a code. */
  readonly code = 'form';
  readonly refusals: readonly UserError[];
  constructor(refusals: readonly UserError[]) {
    super(refusals.map((refusal) => `${refusal.field}: ${refusal.code}`).join(', '));
    this.name = 'FormError';
    this.refusals = refusals;
  }
}

/** The part of a view, modal submission or block action that a form is read from. */
export type FormState = { state: ViewOutput['state'] };

/** block_id → the field's name: what stands before `#`. */
export function fieldName(blockId: string): string {
  return blockId.split('#', 1)[0] ?? blockId;
}

/**
 * What was entered, checked. The keys of `shape` are the inputs' names. Build shapes of the field kinds below,
 * or of any zod type over a field's plain value: text, an id or null; a list of ids; a number of seconds for
 * an instant. A check may name its own refusal: `.refine(…, 'handoffPurposeMissing' satisfies ErrorCode)`.
 * @throws FormError naming every field that cannot be taken
 */
export function readForm<Shape extends z.ZodRawShape>(
  view: FormState,
  shape: Shape,
): z.output<z.ZodObject<Shape>> {
  const values: Record<string, unknown> = {};
  for (const [blockId, elements] of Object.entries(view.state.values)) {
    const first = Object.values(elements)[0];
    if (first) values[fieldName(blockId)] = plainValue(first);
  }
  const result = z.object(shape).safeParse(values);
  if (result.success) return result.data;
  const refusals = new Map<string, UserError>();
  for (const issue of result.error.issues) {
    const field = String(issue.path[0] ?? '');
    if (!refusals.has(field)) refusals.set(field, refusal(issue, { field, entered: values[field] }));
  }
  throw new FormError([...refusals.values()]);
}

/** The same for what is entered so far: fields that cannot be taken yet are left out. */
export function readPartialForm<Shape extends z.ZodRawShape>(
  view: FormState,
  shape: Shape,
): Partial<z.output<z.ZodObject<Shape>>> {
  const read: Record<string, unknown> = {};
  for (const [blockId, elements] of Object.entries(view.state.values)) {
    const first = Object.values(elements)[0];
    const kind = shape[fieldName(blockId)];
    if (!first || !kind) continue;
    const result = z.safeParse(kind, plainValue(first));
    if (result.success) read[fieldName(blockId)] = result.data;
  }
  return read as Partial<z.output<z.ZodObject<Shape>>>;
}

/**
 * A modal's private_metadata, or a button's value that holds JSON. What was forged or is of an older build
 * is refused.
 * @throws UserError formStale
 */
export function readMetadata<T extends z.ZodType>(text: string | undefined, kind: T): z.output<T> {
  try {
    return kind.parse(JSON.parse(text || '{}'));
  } catch {
    throw new UserError('formStale');
  }
}

function refusal(
  issue: z.core.$ZodIssue,
  { field, entered }: { field: string; entered: unknown },
): UserError {
  if (issue.code === 'custom' && issue.message && issue.message !== 'Invalid input') {
    return new UserError(issue.message as 'formRequired', undefined, { field });
  }
  if (issue.code === 'too_big' && issue.origin === 'string') {
    return new UserError('formTooLong', { max: Number(issue.maximum) }, { field });
  }
  const nothing =
    entered === null || entered === undefined || (typeof entered === 'string' && !clean(entered));
  return new UserError(nothing ? 'formRequired' : 'formInvalid', undefined, { field });
}

function plainValue(state: ViewStateValue): unknown {
  switch (state.type) {
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
    case 'overflow':
      return state.selected_option?.value ?? null;
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return (state.selected_options ?? []).map((one) => one.value);
    case 'users_select':
      return state.selected_user ?? null;
    case 'multi_users_select':
      return state.selected_users ?? [];
    case 'conversations_select':
      return state.selected_conversation ?? null;
    case 'multi_conversations_select':
      return state.selected_conversations ?? [];
    case 'channels_select':
      return state.selected_channel ?? null;
    case 'multi_channels_select':
      return state.selected_channels ?? [];
    case 'datepicker':
      return state.selected_date ?? null;
    case 'timepicker':
      return state.selected_time ?? null;
    case 'datetimepicker':
      return (state as { selected_date_time?: number | null }).selected_date_time ?? null;
    case 'file_input':
      return (state.files ?? []).map((file) => file.id);
    default:
      return state.value ?? null;
  }
}

const clean = (text: string) => text.normalize('NFC').trim();

/** Text that must be there; trimmed, at most `max` characters. */
export const requiredText = ({ max = 3000 } = {}) =>
  z.string().transform(clean).pipe(z.string().min(1).max(max));

/** Text that may be left out: '' then. */
export const optionalText = ({ max = 3000 } = {}) =>
  z
    .string()
    .nullish()
    .transform((text) => clean(text ?? ''))
    .pipe(z.string().max(max));

/** One of a fixed list of keys. */
export const choice = <const T extends readonly [string, ...string[]]>(keys: T) => z.enum(keys);

/** One of a fixed list of keys, or null. */
export const optionalChoice = <const T extends readonly [string, ...string[]]>(keys: T) =>
  z
    .enum(keys)
    .nullish()
    .transform((key) => key ?? null);

/** The id of something chosen. The use-case checks that it exists in this workspace. */
export const requiredId = () => z.string().min(1).max(200);

/** The id of something chosen, or null. */
export const optionalId = () =>
  z
    .string()
    .max(200)
    .nullish()
    .transform((id) => id || null);

/** Ids or keys of all that was chosen; empty when nothing was. */
export const idList = () =>
  z
    .array(z.string().max(200))
    .nullish()
    .transform((ids) => ids ?? []);

/** A calendar day, `YYYY-MM-DD`. */
export const requiredDay = () => z.iso.date();
export const optionalDay = () =>
  z.iso
    .date()
    .nullish()
    .transform((day) => day ?? null);

/** A local time of day, `HH:mm`. */
export const requiredTime = () => z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** A local time of day, or null. */
export const optionalTime = () =>
  requiredTime()
    .nullish()
    .transform((time) => time ?? null);

/** A day and time. */
export const requiredInstant = () =>
  z
    .number()
    .int()
    .transform((seconds) => new Date(seconds * 1000));
export const optionalInstant = () =>
  z
    .number()
    .int()
    .nullish()
    .transform((seconds) => (typeof seconds === 'number' ? new Date(seconds * 1000) : null));

/** A whole number between two bounds. */
export const wholeNumber = ({ min, max }: { min: number; max: number }) =>
  z
    .string()
    .regex(/^\s*-?\d+\s*$/)
    .transform(Number)
    .pipe(z.number().int().min(min).max(max));

/** Closes every view of the stack. */
export const closeAll: ViewResponseAction = { response_action: 'clear' };

export type SubmitArgs = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;

/**
 * Runs a submitted modal: `work` reads the form and calls the use-case; the modal is acknowledged after its
 * commit with what `work` answers (nothing: this view closes). A form that was opened on a record closes to it, and the
 * record is drawn again. Refusals go through the app's one error
 * handler, which shows them beside their field. No Slack call inside `work`.
 */
export async function submitForm(
  args: SubmitArgs,
  work: (asker: Asker) => Promise<ViewResponseAction | undefined>,
): Promise<void> {
  const asker = await askerOf(args);
  const answer = await work(asker);
  const below = belowOf(args.view.private_metadata);
  if (!below || !isRecord(asker, below)) return acknowledge(args, answer);
  const closes = !answer || answer.response_action === 'clear';
  if (closes && below.replaced) {
    const view = await freshView(asker, below);
    return acknowledge(args, view ? { response_action: 'update', view } : answer);
  }
  await acknowledge(args, closes ? undefined : keepingBelow(answer, below));
  await redrawBelow(args.client, asker, below);
}

function acknowledge({ ack }: SubmitArgs, answer: ViewResponseAction | undefined): Promise<void> {
  return answer ? ack(answer) : ack();
}

function keepingBelow(answer: ViewResponseAction, below: Below): ViewResponseAction {
  if (answer.response_action !== 'update' || answer.view?.type !== 'modal') return answer;
  return { ...answer, view: withBelow(answer.view, below) };
}

export type { ErrorCode };

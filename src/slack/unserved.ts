import type { KnownBlock } from '@slack/types';
import { type Locale, messages } from '../messages/index.js';
import { section } from './blocks.js';
import { type OpenForm, refusedForm } from './refused-form.js';
import { UserError } from './user-error.js';

/** A request that must not be acknowledged as if all were well; it is logged already. */
export class UnservedError extends Error {
  readonly because: 'notInstalled' | 'databaseAway' | 'failed';
  constructor(because: UnservedError['because'], cause: unknown) {
    super(`A request was not served: ${because}`, { cause });
    this.name = 'UnservedError';
    this.because = because;
  }
}

/**
 * What the acknowledgement itself can say of a request that failed before anybody knew who asks: on a form, which
 * stays open below, and to a command. Null: nothing can be said, and Slack shows its own error.
 */
export function answerToFault({
  body,
  error,
}: {
  body: Record<string, unknown>;
  error: UnservedError;
}): unknown {
  const code = error.because === 'failed' ? 'databaseAway' : error.because;
  if (typeof body.command === 'string') {
    // Whose language it is could not be looked up.
    const text = [messages('en'), messages('zh-CN')].map((t) => t.errors[code]).join('\n');
    const blocks: KnownBlock[] = [section(text)];
    return { response_type: 'ephemeral', text, blocks };
  }
  if (body.type !== 'view_submission') return null;
  const form = body.view as OpenForm | undefined;
  const t = messages(languageOf(form));
  return refusedForm({ form, t, refusals: [new UserError(code)], blocks: [section(t.errors[code])] });
}

/** The language that a form was written in, for its person: every form of ours says so on its button. */
function languageOf(form: OpenForm | undefined): Locale {
  return /\p{Script=Han}/u.test(`${form?.submit?.text}${form?.title?.text}`) ? 'zh-CN' : 'en';
}

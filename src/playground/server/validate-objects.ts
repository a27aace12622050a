/** Composition objects: https://docs.slack.dev/reference/block-kit/composition-objects/ */
import {
  type Check,
  checkBoolean,
  checkEnum,
  checkFields,
  checkItems,
  checkObject,
  checkString,
  fault,
  limits,
} from './check.js';
import type { Plain } from './plain.js';

const size = limits.object;

/**
 * A text object; `plainOnly` where Slack takes `plain_text` alone. Empty text is refused.
 * https://docs.slack.dev/reference/block-kit/composition-objects/text-object
 */
export function checkText(
  check: Check,
  path: string,
  value: unknown,
  rule: { max: number; plainOnly?: boolean },
): void {
  if (value === undefined) return;
  if (!checkObject(check, path, value)) return;
  const type = value.type;
  if (type !== 'plain_text' && (rule.plainOnly || type !== 'mrkdwn')) {
    fault(check, `${path}/type`, 'must be a valid enum value');
    return;
  }
  checkFields(check, path, value, {
    required: ['type', 'text'],
    allowed: type === 'plain_text' ? ['emoji'] : ['verbatim'],
  });
  checkBoolean(check, `${path}/emoji`, value.emoji);
  checkBoolean(check, `${path}/verbatim`, value.verbatim);
  checkString(check, `${path}/text`, value.text, { min: 1, max: rule.max });
}

/** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
export function checkOption(
  check: Check,
  path: string,
  value: unknown,
  rule: { mrkdwn?: boolean; url?: boolean } = {},
): void {
  if (!checkObject(check, path, value)) return;
  checkFields(check, path, value, {
    required: ['text', 'value'],
    allowed: ['description', ...(rule.url ? ['url'] : [])],
  });
  checkText(check, `${path}/text`, value.text, { max: size.optionText, plainOnly: rule.mrkdwn !== true });
  checkString(check, `${path}/value`, value.value, { min: 1, max: size.optionValue });
  checkText(check, `${path}/description`, value.description, {
    max: size.optionDescription,
    plainOnly: rule.mrkdwn !== true,
  });
  checkString(check, `${path}/url`, value.url, { max: 3000 });
}

/** Options with values that are unique within the list. */
export function checkOptions(
  check: Check,
  path: string,
  value: unknown,
  rule: { min?: number; max: number; mrkdwn?: boolean; url?: boolean },
): void {
  const seen = new Set<unknown>();
  for (const [at, option] of checkItems(check, path, value, {
    min: rule.min ?? 1,
    max: rule.max,
  }).entries()) {
    checkOption(check, `${path}/${at}`, option, rule);
    const own = (option as Plain | null)?.value;
    if (own !== undefined && seen.has(own)) {
      fault(check, `${path}/${at}/value`, `\`value\` ${JSON.stringify(own)} already exists`);
    }
    seen.add(own);
  }
}

/** https://docs.slack.dev/reference/block-kit/composition-objects/option-group-object */
export function checkOptionGroups(
  check: Check,
  path: string,
  value: unknown,
  rule: { max: number; min?: number },
): void {
  for (const [at, group] of checkItems(check, path, value, { min: rule.min ?? 1, max: rule.max }).entries()) {
    const own = `${path}/${at}`;
    if (!checkObject(check, own, group)) continue;
    checkFields(check, own, group, { required: ['label', 'options'], allowed: [] });
    checkText(check, `${own}/label`, group.label, { max: size.optionGroupLabel, plainOnly: true });
    if (group.options !== undefined) checkOptions(check, `${own}/options`, group.options, { max: 100 });
  }
}

/** https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
export function checkConfirm(check: Check, path: string, value: unknown): void {
  if (value === undefined) return;
  if (!checkObject(check, path, value)) return;
  checkFields(check, path, value, { required: ['text'], allowed: ['title', 'confirm', 'deny', 'style'] });
  checkText(check, `${path}/title`, value.title, { max: size.confirm.title, plainOnly: true });
  checkText(check, `${path}/text`, value.text, { max: size.confirm.text });
  checkText(check, `${path}/confirm`, value.confirm, { max: size.confirm.confirm, plainOnly: true });
  checkText(check, `${path}/deny`, value.deny, { max: size.confirm.deny, plainOnly: true });
  checkEnum(check, `${path}/style`, value.style, ['primary', 'danger']);
}

/** https://docs.slack.dev/reference/block-kit/composition-objects/dispatch-action-configuration-object */
export function checkDispatchConfig(check: Check, path: string, value: unknown): void {
  if (value === undefined) return;
  if (!checkObject(check, path, value)) return;
  checkFields(check, path, value, { allowed: ['trigger_actions_on'] });
  if (value.trigger_actions_on === undefined) return;
  const triggers = checkItems(check, `${path}/trigger_actions_on`, value.trigger_actions_on, {
    min: 1,
    max: 2,
  });
  for (const [at, trigger] of triggers.entries()) {
    checkEnum(check, `${path}/trigger_actions_on/${at}`, trigger, [
      'on_enter_pressed',
      'on_character_entered',
    ]);
  }
}

/** https://docs.slack.dev/reference/block-kit/composition-objects/conversation-filter-object */
export function checkFilter(check: Check, path: string, value: unknown): void {
  if (value === undefined) return;
  if (!checkObject(check, path, value)) return;
  checkFields(check, path, value, {
    allowed: ['include', 'exclude_external_shared_channels', 'exclude_bot_users'],
  });
  if (Object.keys(value).length === 0) fault(check, path, 'must define at least one filter');
  checkBoolean(check, `${path}/exclude_bot_users`, value.exclude_bot_users);
  checkBoolean(check, `${path}/exclude_external_shared_channels`, value.exclude_external_shared_channels);
  if (value.include === undefined) return;
  for (const [at, kind] of checkItems(check, `${path}/include`, value.include, {
    min: 1,
    max: 4,
  }).entries()) {
    checkEnum(check, `${path}/include/${at}`, kind, ['im', 'mpim', 'private', 'public']);
  }
}

/** Block elements: https://docs.slack.dev/reference/block-kit/block-elements/ */
import { type Check, checkBoolean, checkFields, checkInteger, checkString, fault, limits } from './check.js';
import { isPlain, type Plain } from './plain.js';
import { checkConfirm, checkDispatchConfig, checkOptions, checkText } from './validate-objects.js';
import { checkRichText } from './validate-rich-text.js';

/** The kind of block an element stands in. */
export type Place = 'section' | 'actions' | 'input' | 'context';

interface ElementRule {
  places: readonly Place[];
  required?: readonly string[];
  allowed: readonly string[];
  check?(check: Check, path: string, element: Plain): void;
}

import {
  checkButton,
  checkExternal,
  checkIds,
  checkImage,
  checkInitialOptions,
  checkLengths,
  checkNumber,
  checkPattern,
  checkStaticOptions,
} from './element-parts.js';

const size = limits.element;
const common = ['action_id', 'confirm', 'focus_on_load', 'placeholder'];
const text = ['action_id', 'focus_on_load', 'placeholder', 'dispatch_action_config', 'initial_value'];
const everywhere: readonly Place[] = ['section', 'actions', 'input'];

const single = (...more: string[]): readonly string[] => [...common, ...more];
const multi = (...more: string[]): readonly string[] => [...common, 'max_selected_items', ...more];
const date = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

const RULES: Record<string, ElementRule> = {
  button: {
    places: ['section', 'actions'],
    required: ['text'],
    allowed: ['action_id', 'confirm', 'url', 'value', 'style', 'accessibility_label'],
    check: checkButton,
  },
  image: {
    places: ['section', 'context'],
    required: ['alt_text'],
    allowed: ['image_url', 'slack_file'],
    check: checkImage,
  },
  plain_text_input: {
    places: ['input'],
    allowed: [...text, 'multiline', 'min_length', 'max_length'],
    check: checkLengths,
  },
  number_input: {
    places: ['input'],
    required: ['is_decimal_allowed'],
    allowed: [...text, 'min_value', 'max_value'],
    check: checkNumber,
  },
  email_text_input: { places: ['input'], allowed: text },
  url_text_input: { places: ['input'], allowed: text },
  rich_text_input: {
    places: ['input', 'actions'],
    allowed: [...text, 'min_lines', 'max_lines'],
    check(check, path, element) {
      if (isPlain(element.initial_value)) {
        checkRichText(check, `${path}/initial_value/elements`, element.initial_value.elements);
      }
    },
  },
  static_select: {
    places: everywhere,
    allowed: single('options', 'option_groups', 'initial_option'),
    check: checkStaticOptions,
  },
  multi_static_select: {
    places: everywhere,
    allowed: multi('options', 'option_groups', 'initial_options'),
    check: checkStaticOptions,
  },
  external_select: {
    places: everywhere,
    allowed: single('initial_option', 'min_query_length'),
    check: checkExternal,
  },
  multi_external_select: {
    places: everywhere,
    allowed: multi('initial_options', 'min_query_length'),
    check: checkExternal,
  },
  users_select: { places: everywhere, allowed: single('initial_user'), check: checkIds('initial_user') },
  multi_users_select: {
    places: everywhere,
    allowed: multi('initial_users'),
    check: checkIds('initial_users'),
  },
  channels_select: {
    places: everywhere,
    allowed: single('initial_channel', 'response_url_enabled'),
    check: checkIds('initial_channel'),
  },
  multi_channels_select: {
    places: everywhere,
    allowed: multi('initial_channels'),
    check: checkIds('initial_channels'),
  },
  conversations_select: {
    places: everywhere,
    allowed: single(
      'initial_conversation',
      'default_to_current_conversation',
      'response_url_enabled',
      'filter',
    ),
    check: checkIds('initial_conversation'),
  },
  multi_conversations_select: {
    places: everywhere,
    allowed: multi('initial_conversations', 'default_to_current_conversation', 'filter'),
    check: checkIds('initial_conversations'),
  },
  overflow: {
    places: ['section', 'actions'],
    required: ['options'],
    allowed: ['action_id', 'confirm'],
    check(check, path, element) {
      if (element.options === undefined) return;
      const { optionsMin: min, options: max } = size.overflow;
      checkOptions(check, `${path}/options`, element.options, { min, max, url: true });
    },
  },
  radio_buttons: {
    places: everywhere,
    required: ['options'],
    allowed: ['action_id', 'confirm', 'focus_on_load', 'initial_option'],
    check(check, path, element) {
      if (element.options === undefined) return;
      checkOptions(check, `${path}/options`, element.options, {
        max: size.radio_buttons.options,
        mrkdwn: true,
      });
      checkInitialOptions(check, path, element);
    },
  },
  checkboxes: {
    places: everywhere,
    required: ['options'],
    allowed: ['action_id', 'confirm', 'focus_on_load', 'initial_options'],
    check(check, path, element) {
      if (element.options === undefined) return;
      checkOptions(check, `${path}/options`, element.options, { max: size.checkboxes.options, mrkdwn: true });
      checkInitialOptions(check, path, element);
    },
  },
  datepicker: {
    places: everywhere,
    allowed: single('initial_date'),
    check: checkPattern('initial_date', date, 'YYYY-MM-DD'),
  },
  timepicker: {
    places: everywhere,
    allowed: single('initial_time', 'timezone'),
    check: checkPattern('initial_time', /^([01]\d|2[0-3]):[0-5]\d$/, 'HH:mm'),
  },
  datetimepicker: {
    places: ['actions', 'input'],
    allowed: ['action_id', 'confirm', 'focus_on_load', 'initial_date_time'],
    check(check, path, element) {
      checkInteger(check, `${path}/initial_date_time`, element.initial_date_time, {
        min: 1_000_000_000,
        max: 9_999_999_999,
      });
    },
  },
  file_input: {
    places: ['input'],
    allowed: ['action_id', 'filetypes', 'max_files'],
    check(check, path, element) {
      checkInteger(check, `${path}/max_files`, element.max_files, { min: 1, max: size.file_input.maxFiles });
      if (check.surface !== 'modal') fault(check, path, 'unsupported type: file_input');
    },
  },
};

/** One element in the given place; unknown kinds, and known ones in the wrong place, are refused. */
export function checkElement(check: Check, path: string, element: Plain, place: Place): void {
  const type = String(element.type);
  const rule = Object.hasOwn(RULES, type) ? RULES[type] : undefined;
  if (!rule?.places.includes(place)) {
    fault(check, `${path}/type`, `unsupported type: ${type}`);
    return;
  }
  checkFields(check, path, element, { required: ['type', ...(rule.required ?? [])], allowed: rule.allowed });
  checkString(check, `${path}/action_id`, element.action_id, { min: 1, max: size.actionId });
  checkText(check, `${path}/placeholder`, element.placeholder, {
    max: size.static_select.placeholder,
    plainOnly: true,
  });
  checkBoolean(check, `${path}/focus_on_load`, element.focus_on_load);
  if (place === 'input' && element.confirm !== undefined) {
    fault(check, path, 'invalid additional property: confirm');
  } else checkConfirm(check, `${path}/confirm`, element.confirm);
  checkInteger(check, `${path}/max_selected_items`, element.max_selected_items, { min: 1 });
  checkDispatchConfig(check, `${path}/dispatch_action_config`, element.dispatch_action_config);
  rule.check?.(check, path, element);
}

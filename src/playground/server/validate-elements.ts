/** Block elements: https://docs.slack.dev/reference/block-kit/block-elements/ */
import {
  type Check,
  checkBoolean,
  checkEnum,
  checkFields,
  checkInteger,
  checkItems,
  checkString,
  fault,
  limits,
} from './check.js';
import { isPlain, type Plain } from './plain.js';
import {
  checkConfirm,
  checkDispatchConfig,
  checkFilter,
  checkOption,
  checkOptionGroups,
  checkOptions,
  checkText,
} from './validate-objects.js';
import { checkRichText } from './validate-rich-text.js';

/** The kind of block an element stands in. */
export type Place = 'section' | 'actions' | 'input' | 'context';

interface ElementRule {
  places: readonly Place[];
  required?: readonly string[];
  allowed: readonly string[];
  check?(check: Check, path: string, element: Plain): void;
}

const size = limits.element;
const common = ['action_id', 'confirm', 'focus_on_load', 'placeholder'];
const text = ['action_id', 'focus_on_load', 'placeholder', 'dispatch_action_config', 'initial_value'];
const everywhere: readonly Place[] = ['section', 'actions', 'input'];

export function sameOption(one: unknown, other: unknown): boolean {
  return (
    isPlain(one) &&
    isPlain(other) &&
    one.value === other.value &&
    isPlain(one.text) &&
    isPlain(other.text) &&
    one.text.text === other.text.text &&
    one.text.type === other.text.type
  );
}

/** All options of an element, groups flattened. */
export function optionsOf(element: Plain): Plain[] {
  const groups = Array.isArray(element.option_groups) ? element.option_groups : [];
  const lists: unknown[] = [
    element.options,
    ...groups.map((group: unknown) => isPlain(group) && group.options),
  ];
  return lists.flatMap((list) => (Array.isArray(list) ? list.filter(isPlain) : []));
}

function checkInitialOptions(check: Check, path: string, element: Plain): void {
  const options = optionsOf(element);
  const wanted: [string, unknown][] = [];
  if (element.initial_option !== undefined) wanted.push([`${path}/initial_option`, element.initial_option]);
  if (element.initial_options !== undefined) {
    const list = checkItems(check, `${path}/initial_options`, element.initial_options, { min: 1 });
    for (const [at, one] of list.entries()) wanted.push([`${path}/initial_options/${at}`, one]);
  }
  for (const [where, option] of wanted) {
    if (!options.some((known) => sameOption(known, option))) {
      fault(check, where, 'must match one of the provided `options`');
    }
  }
}

function checkStaticOptions(check: Check, path: string, element: Plain): void {
  if ((element.options === undefined) === (element.option_groups === undefined)) {
    fault(check, path, 'must define either `options` or `option_groups`');
    return;
  }
  if (element.options !== undefined) checkOptions(check, `${path}/options`, element.options, { max: 100 });
  else checkOptionGroups(check, `${path}/option_groups`, element.option_groups, { max: 100 });
  checkInitialOptions(check, path, element);
}

function checkExternal(check: Check, path: string, element: Plain): void {
  checkInteger(check, `${path}/min_query_length`, element.min_query_length, { min: 0 });
  if (element.initial_option !== undefined)
    checkOption(check, `${path}/initial_option`, element.initial_option);
  if (element.initial_options !== undefined) {
    checkOptions(check, `${path}/initial_options`, element.initial_options, { max: 100 });
  }
}

function checkIds(...names: string[]) {
  return (check: Check, path: string, element: Plain): void => {
    for (const name of names) {
      const value = element[name];
      if (value === undefined) continue;
      const list = Array.isArray(value) ? value : [value];
      for (const one of list)
        if (typeof one !== 'string' || one === '') fault(check, `${path}/${name}`, 'invalid id');
    }
    checkFilter(check, `${path}/filter`, element.filter);
  };
}

function checkPattern(name: string, pattern: RegExp, what: string) {
  return (check: Check, path: string, element: Plain): void => {
    const value = element[name];
    if (value !== undefined && !(typeof value === 'string' && pattern.test(value))) {
      fault(check, `${path}/${name}`, `must be formatted as ${what}`);
    }
  };
}

function checkLengths(check: Check, path: string, element: Plain): void {
  const most = size.plain_text_input.maxLength;
  checkInteger(check, `${path}/max_length`, element.max_length, { min: 1, max: most });
  checkInteger(check, `${path}/min_length`, element.min_length, {
    min: 0,
    max: size.plain_text_input.minLengthMax,
  });
  const { min_length: min, max_length: max, initial_value: initial } = element;
  if (typeof min === 'number' && typeof max === 'number' && min > max) {
    fault(check, `${path}/min_length`, 'must be less than or equal to `max_length`');
  }
  checkString(check, `${path}/initial_value`, initial, { max: typeof max === 'number' ? max : most });
  checkBoolean(check, `${path}/multiline`, element.multiline);
}

function checkNumber(check: Check, path: string, element: Plain): void {
  checkBoolean(check, `${path}/is_decimal_allowed`, element.is_decimal_allowed);
  for (const name of ['initial_value', 'min_value', 'max_value']) {
    const value = element[name];
    if (value === undefined) continue;
    if (typeof value !== 'string') fault(check, `${path}/${name}`, 'must provide a string');
    else if (
      !/^-?\d+(\.\d+)?$/.test(value) ||
      (element.is_decimal_allowed === false && value.includes('.'))
    ) {
      fault(check, `${path}/${name}`, 'must be a valid number');
    }
  }
}

function checkButton(check: Check, path: string, element: Plain): void {
  checkText(check, `${path}/text`, element.text, { max: size.button.text, plainOnly: true });
  checkString(check, `${path}/value`, element.value, { max: size.button.value });
  checkString(check, `${path}/url`, element.url, { max: size.button.url });
  if (typeof element.url === 'string' && !URL.canParse(element.url))
    fault(check, `${path}/url`, 'must be a valid URL');
  checkEnum(check, `${path}/style`, element.style, size.button.styles);
  checkString(check, `${path}/accessibility_label`, element.accessibility_label, {
    max: size.button.accessibilityLabel,
  });
}

/** https://docs.slack.dev/reference/block-kit/block-elements/image-element */
export function checkImage(check: Check, path: string, element: Plain): void {
  if ((element.image_url === undefined) === (element.slack_file === undefined)) {
    fault(check, path, 'must define either `image_url` or `slack_file`');
  }
  checkString(check, `${path}/image_url`, element.image_url, { min: 1, max: limits.block.image.imageUrl });
  if (typeof element.image_url === 'string' && !/^https?:\/\//.test(element.image_url)) {
    fault(check, `${path}/image_url`, 'must be a valid URL');
  }
  checkString(check, `${path}/alt_text`, element.alt_text, { min: 1, max: limits.block.image.altText });
}

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

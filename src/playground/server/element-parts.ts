/** Parts of elements that need more than a length. */
import {
  type Check,
  checkBoolean,
  checkEnum,
  checkInteger,
  checkItems,
  checkString,
  fault,
  limits,
} from './check.js';
import { isPlain, type Plain } from './plain.js';
import { checkFilter, checkOption, checkOptionGroups, checkOptions, checkText } from './validate-objects.js';

const size = limits.element;

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

export function checkInitialOptions(check: Check, path: string, element: Plain): void {
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

export function checkStaticOptions(check: Check, path: string, element: Plain): void {
  if ((element.options === undefined) === (element.option_groups === undefined)) {
    fault(check, path, 'must define either `options` or `option_groups`');
    return;
  }
  if (element.options !== undefined) checkOptions(check, `${path}/options`, element.options, { max: 100 });
  else checkOptionGroups(check, `${path}/option_groups`, element.option_groups, { max: 100 });
  checkInitialOptions(check, path, element);
}

export function checkExternal(check: Check, path: string, element: Plain): void {
  checkInteger(check, `${path}/min_query_length`, element.min_query_length, { min: 0 });
  if (element.initial_option !== undefined)
    checkOption(check, `${path}/initial_option`, element.initial_option);
  if (element.initial_options !== undefined) {
    checkOptions(check, `${path}/initial_options`, element.initial_options, { max: 100 });
  }
}

export function checkIds(...names: string[]) {
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

export function checkPattern(name: string, pattern: RegExp, what: string) {
  return (check: Check, path: string, element: Plain): void => {
    const value = element[name];
    if (value !== undefined && !(typeof value === 'string' && pattern.test(value))) {
      fault(check, `${path}/${name}`, `must be formatted as ${what}`);
    }
  };
}

export function checkLengths(check: Check, path: string, element: Plain): void {
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

export function checkNumber(check: Check, path: string, element: Plain): void {
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

export function checkButton(check: Check, path: string, element: Plain): void {
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

/** Blocks: https://docs.slack.dev/reference/block-kit/blocks/ */
import {
  type Check,
  checkBoolean,
  checkFields,
  checkItems,
  checkObject,
  checkString,
  fault,
  limits,
  type Surface,
} from './check.js';
import { checkImage } from './element-parts.js';
import { isPlain, type Plain } from './plain.js';
import { checkElement, type Place } from './validate-elements.js';
import { checkText } from './validate-objects.js';
import { checkRichText } from './validate-rich-text.js';

interface BlockRule {
  surfaces?: readonly Surface[];
  required?: readonly string[];
  allowed: readonly string[];
  check?(check: Check, path: string, block: Plain): void;
}

const size = limits.block;

function checkElementsOf(check: Check, path: string, block: Plain, place: Place, max: number): void {
  if (block.elements === undefined) return;
  const seen = new Set<string>();
  for (const [at, element] of checkItems(check, `${path}/elements`, block.elements, {
    min: 1,
    max,
  }).entries()) {
    const own = `${path}/elements/${at}`;
    if (!checkObject(check, own, element)) continue;
    checkElement(check, own, element, place);
    if (typeof element.action_id !== 'string') continue;
    if (seen.has(element.action_id)) {
      fault(check, `${own}/action_id`, `\`action_id\` ${JSON.stringify(element.action_id)} already exists`);
    }
    seen.add(element.action_id);
  }
}

function checkSection(check: Check, path: string, block: Plain): void {
  if (block.text === undefined && block.fields === undefined) {
    fault(check, path, 'must define either `text` or `fields`');
  }
  checkText(check, `${path}/text`, block.text, { max: size.section.text });
  if (block.fields !== undefined) {
    const fields = checkItems(check, `${path}/fields`, block.fields, { min: 1, max: size.section.fields });
    for (const [at, field] of fields.entries()) {
      checkText(check, `${path}/fields/${at}`, field, { max: size.section.fieldText });
    }
  }
  if (block.accessory !== undefined && checkObject(check, `${path}/accessory`, block.accessory)) {
    checkElement(check, `${path}/accessory`, block.accessory, 'section');
  }
  checkBoolean(check, `${path}/expand`, block.expand);
}

function checkContext(check: Check, path: string, block: Plain): void {
  if (block.elements === undefined) return;
  const elements = checkItems(check, `${path}/elements`, block.elements, {
    min: 1,
    max: size.context.elements,
  });
  for (const [at, element] of elements.entries()) {
    const own = `${path}/elements/${at}`;
    if (!checkObject(check, own, element)) continue;
    if (element.type === 'image') checkElement(check, own, element, 'context');
    else if (element.type === 'mrkdwn' || element.type === 'plain_text') {
      checkText(check, own, element, { max: size.section.text });
    } else fault(check, `${own}/type`, `unsupported type: ${String(element.type)}`);
  }
}

function checkInput(check: Check, path: string, block: Plain): void {
  checkText(check, `${path}/label`, block.label, { max: size.input.label, plainOnly: true });
  checkText(check, `${path}/hint`, block.hint, { max: size.input.hint, plainOnly: true });
  checkBoolean(check, `${path}/optional`, block.optional);
  checkBoolean(check, `${path}/dispatch_action`, block.dispatch_action);
  if (block.element !== undefined && checkObject(check, `${path}/element`, block.element)) {
    checkElement(check, `${path}/element`, block.element, 'input');
  }
}

function checkTable(check: Check, path: string, block: Plain): void {
  if (block.rows === undefined) return;
  const rows = checkItems(check, `${path}/rows`, block.rows, { min: 1, max: size.table.rows });
  for (const [at, row] of rows.entries()) {
    const cells = checkItems(check, `${path}/rows/${at}`, row, { min: 1, max: size.table.columns });
    for (const [column, cell] of cells.entries()) {
      const own = `${path}/rows/${at}/${column}`;
      if (!checkObject(check, own, cell)) continue;
      if (cell.type === 'raw_text') {
        checkFields(check, own, cell, { required: ['type', 'text'], allowed: [] });
        checkString(check, `${own}/text`, cell.text, { min: 1 });
      } else if (cell.type === 'raw_number') {
        checkFields(check, own, cell, { required: ['type', 'value', 'text'], allowed: [] });
      } else if (cell.type === 'rich_text') checkRichText(check, `${own}/elements`, cell.elements);
      else fault(check, `${own}/type`, `unsupported type: ${String(cell.type)}`);
    }
  }
}

/**
 * The kinds that are modelled. Newer ones (card, carousel, alert, plan …) are refused as Slack refuses an
 * unknown kind, so that nothing passes here unchecked.
 */
const RULES: Record<string, BlockRule> = {
  section: { allowed: ['text', 'fields', 'accessory', 'expand'], check: checkSection },
  divider: { allowed: [] },
  header: {
    required: ['text'],
    allowed: ['level'],
    check: (check, path, block) =>
      checkText(check, `${path}/text`, block.text, { max: size.header.text, plainOnly: true }),
  },
  context: { required: ['elements'], allowed: [], check: checkContext },
  actions: {
    required: ['elements'],
    allowed: [],
    check: (check, path, block) => checkElementsOf(check, path, block, 'actions', size.actions.elements),
  },
  input: {
    required: ['label', 'element'],
    allowed: ['hint', 'optional', 'dispatch_action'],
    check: checkInput,
  },
  image: {
    required: ['alt_text'],
    allowed: ['image_url', 'slack_file', 'title'],
    check(check, path, block) {
      checkImage(check, path, block);
      checkText(check, `${path}/title`, block.title, { max: size.image.title, plainOnly: true });
    },
  },
  rich_text: {
    required: ['elements'],
    allowed: [],
    check(check, path, block) {
      if (block.elements !== undefined) checkRichText(check, `${path}/elements`, block.elements);
    },
  },
  markdown: {
    surfaces: ['message'],
    required: ['text'],
    allowed: [],
    check: (check, path, block) => checkString(check, `${path}/text`, block.text, { min: 1, max: 12_000 }),
  },
  table: { surfaces: ['message'], required: ['rows'], allowed: ['column_settings'], check: checkTable },
};

/** Every string that counts towards a message's total block text. */
export function blockTextLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + blockTextLength(one), 0);
  if (!isPlain(value)) return 0;
  let sum = 0;
  for (const [name, inner] of Object.entries(value)) {
    sum += name === 'text' && typeof inner === 'string' ? inner.length : blockTextLength(inner);
  }
  return sum;
}

/** All blocks of one surface, with ids unique across them. `path` is `/blocks` or `/view/blocks`. */
export function checkBlocks(check: Check, path: string, blocks: unknown, most: number, least = 0): void {
  const ids = new Set<string>();
  let markdown = 0;
  let tables = 0;
  let focused = 0;
  for (const [at, block] of checkItems(check, path, blocks, { min: least, max: most }).entries()) {
    const own = `${path}/${at}`;
    if (!checkObject(check, own, block)) continue;
    const type = String(block.type);
    const rule = Object.hasOwn(RULES, type) ? RULES[type] : undefined;
    if (!rule || (rule.surfaces && !rule.surfaces.includes(check.surface))) {
      fault(check, `${own}/type`, `unsupported type: ${type}`);
      continue;
    }
    checkFields(check, own, block, {
      required: ['type', ...(rule.required ?? [])],
      allowed: ['block_id', ...rule.allowed],
    });
    checkString(check, `${own}/block_id`, block.block_id, { min: 1, max: size.blockId });
    if (typeof block.block_id === 'string') {
      if (ids.has(block.block_id)) {
        fault(check, `${own}/block_id`, `\`block_id\` ${JSON.stringify(block.block_id)} already exists`);
      }
      ids.add(block.block_id);
    }
    rule.check?.(check, own, block);
    if (type === 'markdown' && typeof block.text === 'string') markdown += block.text.length;
    if (type === 'table') tables += 1;
    for (const element of [
      block.element,
      block.accessory,
      ...(Array.isArray(block.elements) ? block.elements : []),
    ]) {
      if (isPlain(element) && element.focus_on_load === true) focused += 1;
    }
  }
  if (markdown > size.markdown.textPerPayload) fault(check, path, 'markdown text is too long');
  if (tables > size.table.perMessage) fault(check, path, 'only one table is allowed');
  if (focused > 1) fault(check, path, 'only one element can have `focus_on_load` set to true');
}

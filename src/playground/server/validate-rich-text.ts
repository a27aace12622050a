/** https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
import {
  type Check,
  checkEnum,
  checkFields,
  checkInteger,
  checkItems,
  checkObject,
  checkString,
  fault,
} from './check.js';

const STYLE = ['bold', 'italic', 'strike', 'code', 'underline'];

const LEAVES: Record<string, { required: string[]; allowed: string[] }> = {
  text: { required: ['type', 'text'], allowed: ['style'] },
  link: { required: ['type', 'url'], allowed: ['text', 'unsafe', 'style'] },
  user: { required: ['type', 'user_id'], allowed: ['style'] },
  channel: { required: ['type', 'channel_id'], allowed: ['style'] },
  usergroup: { required: ['type', 'usergroup_id'], allowed: ['style'] },
  team: { required: ['type', 'team_id'], allowed: ['style'] },
  emoji: { required: ['type', 'name'], allowed: ['unicode', 'url', 'style'] },
  date: { required: ['type', 'timestamp', 'format'], allowed: ['url', 'fallback', 'style'] },
  broadcast: { required: ['type', 'range'], allowed: ['style'] },
  color: { required: ['type', 'value'], allowed: ['style'] },
};

function checkLeaf(check: Check, path: string, value: unknown): void {
  if (!checkObject(check, path, value)) return;
  const rule = LEAVES[String(value.type)];
  if (!rule) {
    fault(check, `${path}/type`, `unsupported type: ${String(value.type)}`);
    return;
  }
  checkFields(check, path, value, rule);
  if (value.type === 'text') checkString(check, `${path}/text`, value.text, { min: 1 });
  if (value.style !== undefined && checkObject(check, `${path}/style`, value.style)) {
    checkFields(check, `${path}/style`, value.style, { allowed: STYLE });
  }
}

function checkPart(check: Check, path: string, value: unknown, inList: boolean): void {
  if (!checkObject(check, path, value)) return;
  const type = String(value.type);
  const known = inList
    ? ['rich_text_section']
    : ['rich_text_section', 'rich_text_list', 'rich_text_quote', 'rich_text_preformatted'];
  if (!known.includes(type)) {
    fault(check, `${path}/type`, `unsupported type: ${type}`);
    return;
  }
  const list = type === 'rich_text_list';
  checkFields(check, path, value, {
    required: ['type', 'elements', ...(list ? ['style'] : [])],
    allowed: list
      ? ['indent', 'offset', 'border']
      : type === 'rich_text_section'
        ? []
        : ['border', 'language'],
  });
  if (list) checkEnum(check, `${path}/style`, value.style, ['bullet', 'ordered']);
  checkInteger(check, `${path}/indent`, value.indent, { min: 0, max: 8 });
  if (value.elements === undefined) return;
  for (const [at, one] of checkItems(check, `${path}/elements`, value.elements, {}).entries()) {
    if (list) checkPart(check, `${path}/elements/${at}`, one, true);
    else checkLeaf(check, `${path}/elements/${at}`, one);
  }
}

/** The `elements` of a rich text block, or a `rich_text_input`'s value. */
export function checkRichText(check: Check, path: string, elements: unknown): void {
  for (const [at, part] of checkItems(check, path, elements, { min: 1 }).entries()) {
    checkPart(check, `${path}/${at}`, part, false);
  }
}

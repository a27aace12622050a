import type { ModalView } from '@slack/types';
import type { Department } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { modal, option, section } from '../../slack/blocks.js';
import { requiredId } from '../../slack/forms.js';
import { selectInput } from '../../slack/inputs.js';
import { departmentName } from '../department-name.js';
import type { Imported } from '../import-staff.js';

const mostNames = 60;

/** A user group of Slack's, as its list names it. */
export interface UserGroup {
  id: string;
  name: string;
  handle: string;
  count: number;
}

export const importShape = { group: requiredId(), department: requiredId() };

/** Which group becomes whose members. */
export function importForm({
  groups,
  departments,
  t,
}: {
  groups: readonly UserGroup[];
  departments: readonly Department[];
  t: Messages;
}): ModalView {
  const texts = t.people.importing;
  return modal({
    callbackId: 'people.import-form',
    title: texts.title,
    submit: texts.submit,
    close: t.common.cancel,
    blocks: [
      section(texts.explain),
      selectInput({
        name: 'group',
        label: texts.group,
        options: groups
          .slice(0, 100)
          .map(({ id, name, handle, count }) => option(texts.groupOption({ name, handle, count }), id)),
      }),
      selectInput({
        name: 'department',
        label: texts.department,
        options: departments.slice(0, 100).map((one) => option(departmentName(t, one), one.id)),
      }),
    ],
  });
}

/** While Slack is asked who belongs to the group, and what came of it. */
export function importedView({ text, t }: { text: string; t: Messages }): ModalView {
  return modal({
    callbackId: 'people.imported',
    title: t.people.importing.title,
    close: t.common.close,
    blocks: [section(text)],
  });
}

/** What came of an import, in words. */
export function importedText(imported: Imported, t: Messages): string {
  const texts = t.people.importing;
  return (['added', 'already', 'elsewhere', 'leftOut'] as const)
    .filter((part) => part === 'added' || imported[part].length > 0)
    .map((part) => {
      const ids = imported[part];
      const names = ids.slice(0, mostNames).map((id) => `<@${id}>`);
      if (ids.length > mostNames) names.push(t.people.andMore(ids.length - mostNames));
      return texts[part]({ count: ids.length, names: names.join(t.common.listSeparator) });
    })
    .join('\n');
}

import type { HomeView, KnownBlock } from '@slack/types';
import type { Messages } from '../messages/index.js';
import { context, divider, header, home, section } from '../slack/blocks.js';
import { escapeText } from '../slack/text.js';
import { departmentName } from './department-name.js';
import { leads, type Person } from './person.js';
import type { ChannelStates, SetupState } from './setup-state.js';
import { checklistBlocks } from './views/checklist.js';

/**
 * App Home of one person: what Baton does, what they can do, who they are to it; for administrators and leads the
 * checklist of what they may set up. Nothing else: what the viewer may not see is not in it.
 */
export function homeView({
  viewer,
  commands,
  setup,
  t,
}: {
  viewer: Person;
  /** Names of the commands that exist. */
  commands: readonly string[];
  /** Given to those who may set something up. */
  setup: { state: SetupState; channels?: ChannelStates } | null;
  t: Messages;
}): HomeView {
  const texts = t.people.home;
  const { department } = viewer;
  const you = department
    ? [
        escapeText(departmentName(t, department)),
        leads(viewer, department) ? t.people.roles.lead : t.people.roles.member,
        ...(viewer.admin ? [t.people.staff.administrator] : []),
      ].join(t.common.separator)
    : texts.noDepartment;
  const blocks: KnownBlock[] = [
    header(texts.title),
    section(texts.intro),
    ...commands.flatMap((name) => (texts.commands[name] ? [section(texts.commands[name])] : [])),
    context(texts.you(you)),
  ];
  if (setup) {
    blocks.push(divider(), header(t.people.setup.title), ...checklistBlocks({ ...setup, viewer, t }));
  }
  return home({ callbackId: 'people.home', blocks });
}

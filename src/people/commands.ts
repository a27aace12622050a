import type { Command, CommandInput } from '../feature.js';
import { openModal } from '../slack/modal-listeners.js';
import { absenceFormOf } from './absence-listeners.js';
import { check } from './check-listeners.js';
import { openForgetTrial } from './forget-trial-listeners.js';
import { openImport } from './import-listeners.js';
import { may } from './may.js';
import { meetColleague } from './meet-colleagues.js';
import { notYetColleague } from './need.js';
import { openRestored } from './restored-listeners.js';
import { openSetup } from './setup.js';
import { loadSetupState } from './setup-state.js';
import { loadRoster } from './stand-in.js';
import { whoIsWho } from './views/who.js';

/** `/baton`: Baton itself, and who is who in the company. */
export const batonCommand: Command = {
  name: '/baton',
  description: '设置与人员 · Set-up, absence, who is who',
  usageHint: 'setup | away | who | check | import | help',
  about: (t) => t.people.about,
  usage: (t) => t.people.usage,
  listsAll: true,
  subcommands: [
    {
      words: ['setup', '设置'],
      bare: true,
      async run({ asker, triggerId }) {
        const client = await asker.ctx.services.slack.of(asker.workspace.id);
        await openSetup(asker, { client, body: { trigger_id: triggerId } });
      },
    },
    {
      words: ['away', '请假'],
      async run({ asker, triggerId, mentions }) {
        const [slackUserId] = mentions.users;
        const person = slackUserId ? await meetColleague(asker.ctx, { slackUserId }) : asker.staff;
        const view = await absenceFormOf(asker, person);
        await openModal({ asker, triggerId }, view);
      },
    },
    { words: ['check', '检查'], bare: true, run: async (input) => check(input, await clientOf(input)) },
    { words: ['import', '导入'], bare: true, run: async (input) => openImport(input, await clientOf(input)) },
    {
      words: ['forget-trial', '清除试用'],
      bare: true,
      run: async (input) => openForgetTrial(input),
    },
    { words: ['restored', '恢复'], bare: true, run: openRestored },
    {
      words: ['who', '人员'],
      bare: true,
      async run({ asker, reply }) {
        const { ctx, staff, t, workspace } = asker;
        if (!may(staff, 'people.read')) throw notYetColleague(staff);
        const workspaceId = workspace.id;
        const [state, roster] = await Promise.all([
          loadSetupState(ctx.services.db.read, { workspaceId }),
          loadRoster(ctx.services.db.read, { workspaceId }),
        ]);
        await reply(whoIsWho({ state, roster, viewer: staff, now: ctx.now, t }));
      },
    },
  ],
};

function clientOf({ asker }: CommandInput) {
  return asker.ctx.services.slack.of(asker.workspace.id);
}

import type { App, ViewSubmitAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { CommandInput } from '../feature.js';
import { askSlack } from '../slack/ask-slack.js';
import { askerOf } from '../slack/asker.js';
import { readForm, submitForm } from '../slack/forms.js';
import { type Profile, profileFrom, unknownProfile } from '../slack/meet-staff.js';
import { redrawModal, showModalWhenReady } from '../slack/modals.js';
import { UserError, userErrorText } from '../slack/user-error.js';
import { importStaff } from './import-staff.js';
import { may } from './may.js';
import { listDepartments } from './queries.js';
import { importedText, importedView, importForm, importShape, type UserGroup } from './views/import.js';

/** A thousand people; larger groups are taken in their first thousand. */
const mostPages = 5;
const mostPeople = 1_000;

/**
 * `/baton import`: a Slack user group becomes a department's members.
 * @throws UserError notAllowed, importNoScope, importNoGroups, slackSilent
 */
export async function openImport({ asker, triggerId }: CommandInput, client: WebClient): Promise<void> {
  const { ctx, staff, t } = asker;
  const { services, workspaceId } = ctx;
  const departments = (await listDepartments(services.db.read, { workspaceId })).filter((department) =>
    may(staff, 'department.manage', { department }),
  );
  if (departments.length === 0) throw new UserError('notAllowed');
  const view = groupsOf(client).then((groups) => {
    if (groups.length === 0) throw new UserError('importNoGroups');
    return importForm({ groups, departments, t });
  });
  await showModalWhenReady({
    client,
    body: { trigger_id: triggerId },
    t,
    title: t.people.importing.title,
    view,
  });
}

async function groupsOf(client: WebClient): Promise<UserGroup[]> {
  try {
    const { usergroups = [] } = await askSlack(client.usergroups.list({ include_count: true }));
    return usergroups.flatMap(({ id, name = '', handle = '', user_count, date_delete }) =>
      id && !date_delete ? [{ id, name, handle, count: Number(user_count ?? 0) }] : [],
    );
  } catch (error) {
    if ((error as { data?: { error?: string } }).data?.error === 'missing_scope') {
      throw new UserError('importNoScope');
    }
    throw error;
  }
}

export function registerImportListeners(app: App): void {
  // Slack is asked after the form was answered: a group may be large.
  app.view<ViewSubmitAction>('people.import-form', async (args) => {
    const { group, department } = readForm(args.view, importShape);
    await submitForm(args, async ({ t }) => ({
      response_action: 'update',
      view: importedView({ text: t.people.importing.working, t }),
    }));
    const { ctx, t } = await askerOf(args);
    const show = (text: string) =>
      redrawModal(args.client, { id: args.view.id, view: importedView({ text, t }) });
    try {
      const people = await peopleOf(args.client, group);
      await show(importedText(await importStaff(ctx, { departmentId: department, people }), t));
    } catch (error) {
      if (error instanceof UserError) {
        await show(userErrorText(t, error));
        return;
      }
      await show(t.people.importing.failed);
      throw error;
    }
  });
}

async function peopleOf(
  client: WebClient,
  usergroup: string,
): Promise<{ slackUserId: string; profile: Profile }[]> {
  const { users = [] } = await client.usergroups.users.list({ usergroup });
  const wanted = new Set(users.slice(0, mostPeople));
  const found: { slackUserId: string; profile: Profile }[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages && found.length < wanted.size; page++) {
    const answer = await client.users.list({
      limit: 200,
      include_locale: true,
      ...(cursor ? { cursor } : {}),
    });
    for (const member of answer.members ?? []) {
      if (!member.id || !wanted.has(member.id)) continue;
      found.push({ slackUserId: member.id, profile: profileFrom(member, member.id) });
    }
    cursor = answer.response_metadata?.next_cursor || undefined;
    if (!cursor) break;
  }
  const known = new Set(found.map(({ slackUserId }) => slackUserId));
  // Beyond the pages looked at: taken in under their id; Slack is asked about them next.
  const rest = [...wanted].filter((id) => !known.has(id));
  return [...found, ...rest.map((slackUserId) => ({ slackUserId, profile: unknownProfile }))];
}

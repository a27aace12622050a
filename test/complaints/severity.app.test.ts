import { expect, it } from 'vitest';
import { messages } from '../../src/messages/index.js';
import { startTestBaton } from '../support/baton.js';

const shown = (what: unknown) => JSON.stringify(what);
const en = messages('en');
const zh = messages('zh-CN');

it('a severity is raised and lowered with a reason; what it calls for happens, or is no longer owed', async () => {
  const company = await startTestBaton();
  const [sam, liwei] = [company.as('sam'), company.as('liwei')];
  await sam.command('general', '/complaint Money is missing');
  await sam.submit({ complainant: 'Ann Lee', category: 'fees' });
  await sam.closeModal();
  const { complaint, duty, history } = company.baton.services.db.read;
  const { id: complaintId, number } = await complaint.findFirstOrThrow();
  const open = (person: typeof sam) =>
    person.press('complaint.more', {
      channel: 'service',
      choose: JSON.stringify({ aside: 'severity', complaintId }),
    });
  const apology = () => duty.findFirst({ where: { kind: 'complaint.apology' }, orderBy: { id: 'desc' } });
  const change = async (severity: string, reason: string) => {
    await open(sam);
    const result = await sam.submit({ severity, reason });
    while (sam.modals().length > 0) await sam.closeModal();
    return result;
  };
  expect(await change('normal', 'Same')).toMatchObject({
    errors: { severity: en.errors.complaintSeveritySame },
  });
  expect((await change('critical', 'It is a large sum')).outcome).toBe('cleared');
  expect(await apology()).toMatchObject({ state: 'open', urgent: true });
  expect(await duty.findFirst({ where: { kind: 'complaint.judge' } })).toMatchObject({ urgent: true });
  expect(company.as('david').newest('management').text).toContain(number);
  const card = () =>
    shown(
      sam
        .messages('service')
        .filter(({ ephemeral }) => !ephemeral)
        .at(-1)?.blocks,
    );
  expect(card()).toContain(zh.complaints.card.severity.critical);
  expect((await change('normal', 'It was found')).outcome).toBe('cleared');
  expect(await apology()).toMatchObject({ state: 'cancelled' });
  expect(await duty.findFirst({ where: { kind: 'complaint.judge' } })).toMatchObject({ urgent: false });
  const kept = await history.findMany({
    where: { event: 'complaint.severity-changed' },
    orderBy: { id: 'asc' },
  });
  expect(kept.map(({ after }) => JSON.parse(after ?? '{}'))).toMatchObject([
    { was: 'normal', severity: 'critical' },
    { was: 'critical', severity: 'normal' },
  ]);
  await sam.command('general', `/complaint ${number}`);
  expect(shown(sam.modal().blocks)).toContain('It was found');
  await sam.press('complaint.more', { choose: JSON.stringify({ aside: 'severity', complaintId }) });
  expect(sam.modal().title?.text).toBe(en.complaintSteps.severity.title);
  expect(liwei.modals()).toHaveLength(0);
  await company.stop();
});

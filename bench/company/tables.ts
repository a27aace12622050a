import { openStates } from '../../src/complaints/complaint.js';
import type { Dialect } from './filler.js';
import { before, core, membersOfADepartment, openOneIn } from './size.js';

/** The rows of one table: SQL of each column by its number `i`. */
export interface Filling {
  table: string;
  count: number;
  columns: Record<string, string>;
}

const day = 86_400;
const years = 2 * 365 * day;

/** SQL of who of a department it is, the `turn`th; beyond the core nobody who was there before. */
function memberOf(department: string, turn: string, isCore: string): string {
  const others = membersOfADepartment - before;
  return `(SELECT "id" FROM "_member" WHERE "department" = '${department}'
    AND "position" = CASE WHEN ${isCore} THEN (${turn}) % ${membersOfADepartment} ELSE ${before} + (${turn}) % ${others} END)`;
}

/** Everything but staff, customers, their phones, and what is sealed under their keys. */
export function tables({
  sql,
  workspaceId,
  departments,
  now,
  times,
}: {
  sql: Dialect;
  workspaceId: string;
  /** Ids by key. */
  departments: Readonly<Record<string, string>>;
  now: Date;
  times: number;
}): Filling[] {
  const workspace = `'${workspaceId}'`;
  const customers = core * times;
  const complaints = core * times;
  const duties = 10 * core * times;
  const id = (letter: string, expression = 'i') => `'${letter}-' || ${sql.padded(expression, 7)}`;
  const department = (key: string) => `'${departments[key]}'`;
  const instant = (seconds: string) => sql.instant(now, seconds);
  /** Spread over the years, the last row a moment ago. */
  const past = (count: number) => instant(`-60 - (${count} - 1 - i) * ${years} / ${count}`);
  const choose = (by: string, choices: readonly string[]) =>
    `CASE (${by}) % ${choices.length} ${choices.map((one, n) => `WHEN ${n} THEN '${one}'`).join(' ')} END`;
  const member = (key: string, turn: string, coreCount = core) => memberOf(key, turn, `i < ${coreCount}`);
  const isOpen = `i % ${openOneIn} = 0`;
  const ifOpen = (open: string, closed: string) => `CASE WHEN ${isOpen} THEN ${open} ELSE ${closed} END`;
  /** The how-manieth open one it is. */
  const turn = `i / ${openOneIn}`;
  /** Some open thing's number, for the open duty of this turn. */
  const openThing = (count: number) => `((${turn}) % ${count / openOneIn}) * ${openOneIn}`;
  const json = (value: unknown) => `'${JSON.stringify(value)}'`;

  const complaint: Filling = {
    table: 'Complaint',
    count: complaints,
    columns: {
      id: id('complaint'),
      workspaceId: workspace,
      year: '2025',
      sequence: 'i + 1',
      number: `'C-2025-' || ${sql.padded('i + 1', 4)}`,
      state: ifOpen(
        choose(turn, openStates),
        choose('i', ['closed', 'closed', 'closed', 'declined', 'withdrawn']),
      ),
      kind: choose('i', ['valid', 'communicative']),
      customerId: id('customer', 'i'),
      complainantName: `'Complainant ' || i`,
      receivedBy: choose('i', ['phone', 'visit', 'message', 'email']),
      receivedAt: past(complaints),
      content: `'Waited forty minutes at the counter, for the ' || i || 'th time'`,
      demand: `'An apology'`,
      category: choose('i', ['service', 'product', 'fees', 'conduct', 'information', 'other']),
      severity: choose('i', ['normal', 'normal', 'normal', 'serious', 'critical']),
      registeredById: member('service', 'i'),
      registeredAt: past(complaints),
      policy: `'house/1'`,
      judgeDueAt: ifOpen(instant(`(i % 100 - 50) * 3600`), past(complaints)),
      solveDueAt: ifOpen(instant(`(i % 200 - 50) * 3600`), past(complaints)),
      judgedById: member('service', '0'),
      judgedAt: past(complaints),
      departmentId: `CASE WHEN i % 3 = 0 THEN ${department('tech')} ELSE ${department('service')} END`,
      centralPersonId: member('service', 'i'),
      investigatorId: member('tech', 'i'),
      assignedById: member('service', '0'),
      assignedAt: past(complaints),
      closedAt: ifOpen('NULL', past(complaints)),
      version: '6',
    },
  };
  const steps = 5 * complaints;
  const events = ['report-facts', 'propose', 'approve', 'execute', 'accept'];
  const step: Filling = {
    table: 'ComplaintStep',
    count: steps,
    columns: {
      id: id('step'),
      workspaceId: workspace,
      complaintId: id('complaint', 'i / 5'),
      event: choose('i', events),
      byId: member('tech', 'i', 5 * core),
      at: past(steps),
      text: `'The facts of step ' || i`,
      measures: `'Talked to the colleague'`,
      staffId: member('tech', 'i', 5 * core),
      optionId: `CASE WHEN i % 5 = 2 THEN ${id('option', '(i / 5) * 2')} END`,
      satisfaction: '1 + i % 5',
    },
  };
  const option: Filling = {
    table: 'ComplaintOption',
    count: 2 * complaints,
    columns: {
      id: id('option'),
      workspaceId: workspace,
      complaintId: id('complaint', 'i / 2'),
      stepId: id('step', '(i / 2) * 5 + 1'),
      position: '1 + i % 2',
      what: `'Pay back the fee'`,
      amountMinor: '100 * (i % 1000)',
      currency: `'CNY'`,
      staffId: member('service', 'i', 2 * core),
      dueAt: past(2 * complaints),
    },
  };
  const handoff: Filling = {
    table: 'Handoff',
    count: customers,
    columns: {
      id: id('handoff'),
      workspaceId: workspace,
      customerId: id('customer'),
      ownerRole: `'account-manager'`,
      fromDepartmentId: department('service'),
      fromStaffId: member('service', 'i'),
      toDepartmentId: department('market'),
      purpose: `'Guide the customer'`,
      checklist: json(['Papers filed']),
      state: ifOpen(`'offered'`, choose('i', ['accepted', 'accepted', 'assigned', 'returned'])),
      newOwnerId: ifOpen('NULL', member('market', 'i')),
      offeredAt: ifOpen(instant('-3600'), past(customers)),
      tellLeadAt: ifOpen(instant('10800'), past(customers)),
      assignAt: ifOpen(instant('25200'), past(customers)),
      decidedAt: ifOpen('NULL', past(customers)),
    },
  };
  // Three for each customer: reached a while ago, reached lately, and the next one.
  const calls = 3 * customers;
  const funded = '(i / 3) % 10 IN (6, 7, 8)';
  const callback: Filling = {
    table: 'Callback',
    count: calls,
    columns: {
      id: id('call'),
      workspaceId: workspace,
      customerId: id('customer', 'i / 3'),
      kind: `CASE WHEN i % 3 = 0 THEN 'new-customer' ELSE 'weekly' END`,
      state: `CASE WHEN i % 3 < 2 THEN 'reached' WHEN ${funded} THEN 'planned' ELSE 'cancelled' END`,
      plannedAt: `CASE WHEN i % 3 < 2 THEN ${instant(`-(3 - i % 3) * 4 * ${day} - i % 1000`)} ELSE ${instant(`(i % 7) * ${day} + 3600`)} END`,
      calledAt: `CASE WHEN i % 3 < 2 THEN ${instant(`-(3 - i % 3) * 4 * ${day}`)} END`,
      calledById: `CASE WHEN i % 3 < 2 THEN ${member('service', 'i / 3', 3 * core)} END`,
      satisfaction: 'CASE WHEN i % 3 < 2 THEN 1 + i % 5 END',
    },
  };
  const kindOf = (open: string) =>
    ifOpen(
      open,
      choose('i', [
        'complaint.judge',
        'customer.first-contact',
        'callback.weekly',
        'handoff.accept',
        'life-cycle.fund',
      ]),
    );
  const byTurn = (choices: readonly string[]) =>
    `CASE (${turn}) % ${choices.length} ${choices.map((one, n) => `WHEN ${n} THEN ${one}`).join(' ')} END`;
  // Whom the open ones belong to: every eighth of the core's to the second of service.
  const owner = `CASE WHEN i < ${10 * core} AND ${isOpen} AND (${turn}) % 8 < 2 THEN ${memberOf('service', '1', '1 = 1')}
    ELSE ${ifOpen(
      byTurn([
        member('service', turn, 10 * core),
        member('market', turn, 10 * core),
        member('service', turn, 10 * core),
        'NULL',
      ]),
      member('service', 'i', 10 * core),
    )} END`;
  // Of the planned calls, one for each duty: those of customers 6, 16, 26 …
  const planned = `((${turn}) % (${customers} / 10) * 10 + 6)`;
  const duty: Filling = {
    table: 'Duty',
    count: duties,
    columns: {
      id: id('duty'),
      workspaceId: workspace,
      kind: kindOf(
        byTurn([`'complaint.solve'`, `'customer.first-contact'`, `'callback.weekly'`, `'handoff.accept'`]),
      ),
      key: ifOpen(
        byTurn([
          `'solve:' || i`,
          `'contact:' || i`,
          // Its end is the call's id; several turns may be about one call.
          `'callback:call-' || ${sql.padded(`${planned} * 3 + 2`, 7)} || CASE WHEN ${turn} < ${customers} / 10 THEN '' ELSE '~' || i END`,
          `'accept:' || i`,
        ]),
        `'done:' || i`,
      ),
      subjectType: ifOpen(
        byTurn([`'complaint'`, `'customer'`, `'callback'`, `'handoff'`]),
        choose('i', ['complaint', 'customer', 'callback', 'handoff', 'customer']),
      ),
      subjectId: ifOpen(
        byTurn([
          id('complaint', openThing(complaints)),
          id('customer', `(${turn}) % ${customers}`),
          id('call', `${planned} * 3 + 2`),
          id('handoff', openThing(customers)),
        ]),
        id('customer', `i % ${customers}`),
      ),
      customerId: id(
        'customer',
        ifOpen(
          byTurn([openThing(complaints), `(${turn}) % ${customers}`, planned, openThing(customers)]),
          `i % ${customers}`,
        ),
      ),
      departmentId: ifOpen(
        byTurn([department('service'), department('market'), department('service'), department('market')]),
        department('service'),
      ),
      ownerId: owner,
      dueAt: ifOpen(instant(`(i % 400 - 100) * 3600 + 1800`), past(duties)),
      ladder: json([{ rung: 'due', at: now.toISOString() }]),
      nextRung: ifOpen('0', '1'),
      nextAt: ifOpen(instant(`${30 * day} + i % 1000`), 'NULL'),
      state: ifOpen(`'open'`, choose('i', ['done', 'done', 'done', 'cancelled'])),
      openedAt: ifOpen(instant(`-(i % 200) * 3600`), past(duties)),
      closedAt: ifOpen('NULL', past(duties)),
      closedById: ifOpen('NULL', member('service', 'i', 10 * core)),
    },
  };
  const notice: Filling = {
    table: 'DutyNotice',
    count: duties,
    columns: {
      id: id('dutynotice'),
      workspaceId: workspace,
      dutyId: id('duty'),
      staffId: member('service', 'i', 10 * core),
      rung: `'due'`,
      firedAt: past(duties),
      deliveredAt: past(duties),
    },
  };
  const histories = 9 * core * times;
  const history: Filling = {
    table: 'History',
    count: histories,
    columns: {
      id: id('history'),
      workspaceId: workspace,
      subjectType: choose('i', ['customer', 'complaint', 'customer']),
      subjectId: `CASE WHEN i % 3 = 1 THEN ${id('complaint', `i / 9`)} ELSE ${id('customer', `i / 9`)} END`,
      event: choose('i', [
        'customer.registered',
        'complaint.registered',
        'customer.stage-moved',
        'customer.owner-changed',
        'judge-valid',
        'callback.recorded',
        'customer.noted',
        'review',
        'customer.contact-revealed',
      ]),
      actorType: `'person'`,
      actorId: member('service', 'i', 9 * core),
      after: json({ state: 'judged' }),
      at: past(histories),
    },
  };
  const sent = 5 * core * times;
  const operation: Filling = {
    table: 'OutboxOperation',
    count: sent,
    columns: {
      workspaceId: workspace,
      key: `'sent:' || i`,
      destination: `CASE WHEN i % 2 = 0 THEN 'channel:C0SERVICE' ELSE 'person:' || ${member('service', 'i', 5 * core)} END`,
      operation: `CASE WHEN i % 2 = 0 THEN 'post' ELSE 'direct' END`,
      template: `'duties.reminder'`,
      state: `'sent'`,
      attempts: '1',
      nextAt: instant(`-60 - (${sent} - 1 - i) * ${80 * day} / ${sent}`),
      channelId: `'C0SERVICE'`,
      ts: `'1700000000.' || ${sql.padded('i', 6)}`,
      createdAt: instant(`-60 - (${sent} - 1 - i) * ${80 * day} / ${sent}`),
      sentAt: instant(`-60 - (${sent} - 1 - i) * ${80 * day} / ${sent}`),
    },
  };
  const card: Filling = {
    table: 'Card',
    count: complaints,
    columns: {
      id: id('card'),
      workspaceId: workspace,
      kind: `'complaint'`,
      subjectId: id('complaint'),
      channelId: `'C0SERVICE'`,
      ts: `'1600000000.' || ${sql.padded('i', 6)}`,
      sentVersion: '1',
      pending: sql.no,
      nextAt: past(complaints),
      createdAt: past(complaints),
    },
  };
  const slots = core * times;
  const slot: Filling = {
    table: 'JobSlot',
    count: slots,
    columns: {
      job: choose('i', [
        'callbacks.weekly',
        'life-cycle.dormant',
        'callbacks.birthdays',
        'digests.department',
      ]),
      workspaceId: workspace,
      slot: instant(`-60 - (${slots} - 1 - i) * ${80 * day} / ${slots} - i % 4`),
      state: `'done'`,
      attempts: '1',
    },
  };
  const repeat: Filling = {
    table: 'Repeat',
    count: 2 * core * times,
    columns: {
      workspaceId: workspace,
      key: `'repeat:' || i`,
      answer: json({ complaintId: 'complaint-0000000' }),
      at: instant(`-60 - i % ${day}`),
    },
  };
  // Those who were there before: they use Slack.
  const somebody = `(SELECT "id" FROM "_member" WHERE "department" = '*'
    AND "position" = i / ${before} * ${membersOfADepartment} + i % ${before})`;
  const home: Filling = {
    table: 'HomeView',
    count: 5 * before,
    columns: {
      staffId: somebody,
      workspaceId: workspace,
      departmentId: `(SELECT "departmentId" FROM "Staff" WHERE "id" = ${somebody})`,
      sentVersion: '1',
      pending: sql.no,
      nextAt: instant('-60'),
      openedAt: instant('-60'),
    },
  };
  const membership: Filling = {
    table: 'VipMembership',
    count: customers / 5,
    columns: {
      id: id('vip'),
      workspaceId: workspace,
      customerId: id('customer', 'i * 5 + 1'),
      slackUserId: `'U0GUEST' || i`,
      state: choose('i', [
        'joined',
        'joined',
        'joined',
        'joined',
        'linked',
        'wanted',
        'invited',
        'removing',
        'removed',
        'joined',
      ]),
      wantedAt: past(customers / 5),
      invitedAt: past(customers / 5),
      joinedAt: past(customers / 5),
    },
  };
  const presence: Filling = {
    table: 'VipPresence',
    count: 15 * times,
    columns: {
      workspaceId: workspace,
      slackUserId: `'U0GUEST' || (i * 3)`,
      name: `'Guest ' || i`,
      kind: choose('i', ['outsider', 'outsider', 'colleague']),
      seenAt: past(15 * times),
    },
  };
  const grant: Filling = {
    table: 'AccessGrant',
    count: 20 * times,
    columns: {
      id: id('grant'),
      workspaceId: workspace,
      customerId: id('customer', 'i * 20'),
      staffId: member('service', 'i', 20),
      grantedById: member('management', '0', 20),
      reason: `'Standing in'`,
      until: past(20 * times),
      createdAt: past(20 * times),
    },
  };
  return [
    complaint,
    step,
    option,
    handoff,
    callback,
    duty,
    notice,
    history,
    operation,
    card,
    slot,
    repeat,
    home,
    membership,
    presence,
    grant,
    ...published({ id, workspace, department, instant, choose, json, member, times }),
  ];
}

/** Briefings and notices, with their readers. */
function published({
  id,
  workspace,
  department,
  instant,
  choose,
  json,
  member,
  times,
}: {
  id: (letter: string, expression?: string) => string;
  workspace: string;
  department: (key: string) => string;
  instant: (seconds: string) => string;
  choose: (by: string, choices: readonly string[]) => string;
  json: (value: unknown) => string;
  member: (key: string, turn: string, coreCount?: number) => string;
  times: number;
}): Filling[] {
  const schedules = 5;
  const issues = 20 * times;
  const notices = 10 * times;
  /** The day of an issue or notice, the last one yesterday. */
  const daysAgo = (count: number, perDay: number) => `(1 + (${count} - 1 - i) / ${perDay})`;
  const at = (count: number, perDay: number) => instant(`-${daysAgo(count, perDay)} * ${day}`);
  const localDate = (count: number, perDay: number) => `substr(CAST(${at(count, perDay)} AS TEXT), 1, 10)`;
  const readers = 50;
  const reader = `(SELECT "id" FROM "_member" WHERE "department" = '*' AND "position" = i % ${readers})`;
  return [
    {
      table: 'BriefingSchedule',
      count: schedules,
      columns: {
        id: id('schedule'),
        workspaceId: workspace,
        departmentId: department('tech'),
        name: `'Column ' || i`,
        publishAt: `'08:50'`,
        authorIds: json([]),
        channelIds: json(['C0GENERAL']),
        fields: json(['Market', 'Advice']),
        // Nothing of them happens by itself: what is measured is what there was.
        state: `'paused'`,
        rotaFrom: `'2024-01-01'`,
        activeFrom: instant(`-${years}`),
        changedById: member('tech', '0'),
        changedAt: instant(`-${years}`),
        createdAt: instant(`-${years}`),
      },
    },
    {
      table: 'Briefing',
      count: issues,
      columns: {
        id: id('issue'),
        workspaceId: workspace,
        scheduleId: id('schedule', `i % ${schedules}`),
        date: localDate(issues, schedules),
        publishAt: at(issues, schedules),
        authorId: member('tech', 'i', 20),
        content: json([{ heading: 'Market', text: 'Gold holds' }]),
        state: choose('i / 7', ['published', 'published', 'published', 'missed']),
        version: '2',
        writtenById: member('tech', 'i', 20),
        writtenAt: at(issues, schedules),
        readyAt: at(issues, schedules),
        publishedAt: at(issues, schedules),
        channelIds: json(['C0GENERAL']),
        countShownAt: at(issues, schedules),
      },
    },
    {
      table: 'BriefingRead',
      count: readers * issues,
      columns: {
        workspaceId: workspace,
        briefingId: id('issue', `i / ${readers}`),
        staffId: reader,
        at: instant(`-${day}`),
      },
    },
    {
      table: 'Notice',
      count: notices,
      columns: {
        id: id('notice'),
        workspaceId: workspace,
        source: choose('i', ['exchange', 'head-office', 'company']),
        title: `'Notice ' || i`,
        body: `'Trading hours change'`,
        channelIds: json(['C0GENERAL']),
        remindAt: at(notices, 2),
        relayedById: member('admin', 'i', 10),
        relayedAt: at(notices, 2),
        countShownAt: at(notices, 2),
      },
    },
    {
      table: 'NoticeReceipt',
      count: readers * notices,
      columns: {
        workspaceId: workspace,
        noticeId: id('notice', `i / ${readers}`),
        staffId: reader,
        at: instant(`-${day}`),
      },
    },
  ];
}

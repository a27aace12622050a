import type { Offence } from './statement-plans.js';

/** What a statement may do although, by its plan, it costs more the more there is. */
interface Excuse {
  /** Of one thing that is wrong with the plan. */
  wrong: RegExp;
  /** Of the statement. */
  sql: RegExp;
  because: string;
}

const excuses: readonly Excuse[] = [
  {
    wrong: /^(?:walks|scans|sorts) (?:Customer|Complaint)/,
    sql: /substr\("wrappedKey"/,
    because: 'Once in the life of a database: what it is sealed under is noted then.',
  },
  {
    wrong: /^(?:walks OutboxOperation by (?:workspaceId, )?state|sorts OutboxOperation)/,
    sql: /[`"]state[`"] (?:= (?:\?|'pending')|IN \(\?\*\))/,
    because:
      'Nobody asks for what was sent by its state alone, and of what waits or was parked there is little.',
  },
  {
    wrong: /^(?:walks Card by (?:pending, parked|workspaceId, pending)|sorts Card)/,
    sql: /`pending` = \?/,
    because: 'Cards wait for a moment: few are pending at any time.',
  },
  {
    wrong: /^(?:walks|sorts) JobSlot/,
    sql: /`state` = \? AND \(`JobSlot`\.`claimedUntil` <= \?/,
    because: 'Slots run for a moment: few are running at any time.',
  },
  {
    wrong: /^walks Duty by workspaceId$/,
    sql: /^UPDATE "Duty" SET (?:"nextAt" = )?"pausedNextAt"/,
    because:
      'When Baton is removed or installed again: an index holds what waits, or is paused, and nothing else.',
  },
  {
    wrong: /^walks Handoff by workspaceId, toDepartmentId$/,
    sql: /`decidedAt` IS NULL\) ORDER BY `Handoff`.`offeredAt` ASC/,
    because:
      'The index holds what waits and nothing else, in this order: it is walked no further than asked.',
  },
  {
    wrong: /./,
    sql: /WHERE \(?1=0/,
    because: 'An empty list: neither database looks at a row.',
  },
  {
    wrong:
      /^walks (?:VipPresence by workspaceId, kind|VipMembership by workspaceId, state|Customer by workspaceId, stage)$/,
    sql: /LIMIT \?(?: OFFSET \?)?(?:\) AS (?:counted|`sub`))?$/,
    because:
      'A page of the VIP register, or its count: walked in the order of the index, no further than asked.',
  },
  {
    wrong: /^(?:walks Card by workspaceId|scans (?:Card|OutboxOperation))$/,
    sql: /^UPDATE `Card` SET `parked`|`key` LIKE \('%' \|\| \?\)/,
    because:
      'Once after each installation, and when an administrator wants it: what was parked is tried again.',
  },
  {
    wrong: /^walks Complaint by workspaceId$/,
    sql: /`accusedStaffId` <> \?\)\)? ORDER BY `Complaint`\.`registeredAt` DESC, `Complaint`\.`id` DESC LIMIT/,
    because:
      'A page of all complaints: walked in the order of the index past those about who asks, which are few.',
  },
  {
    wrong: /^walks VipPresence by workspaceId$/,
    sql: /^DELETE FROM `VipPresence` WHERE `VipPresence`\.`workspaceId` = \?$/,
    because: 'The VIP group is another channel: who was seen in the old one is deleted.',
  },
  {
    wrong: /^walks VipMembership by workspaceId, state$/,
    sql: /`slackUserId` IS NOT NULL/,
    because: 'Who is to be taken out of the VIP group: few at any time.',
  },
  {
    wrong: /^sorts Duty/,
    sql: /`ownerId` = \? AND `Duty`\.`state` = \?\) ORDER BY `Duty`\.`urgent` DESC/,
    because: 'What one person owes, when they are back from an absence.',
  },
  {
    wrong: /^sorts (?:Handoff|Duty|Complaint) for ORDER BY$/,
    sql: /`(?:fromStaffId|centralPersonId|investigatorId)` = \?|`kind` = \?\) ORDER BY `Duty`\.`subjectId`/,
    because: 'What one person who leaves has offered, investigates or decides: a page by id of few.',
  },
  {
    wrong: /^sorts BriefingCorrection/,
    sql: /`briefingId` = \?\) ORDER BY/,
    because: 'The corrections of one issue: few.',
  },
  {
    wrong: /^walks Notice by workspaceId$/,
    sql: /ORDER BY `Notice`\.`relayedAt` DESC, `Notice`\.`id` DESC LIMIT/,
    because:
      'A page of notices: walked in the order of the index past those for others, of a thousand in some years.',
  },
  {
    wrong: /^(?:walks|scans) /,
    sql: /^(?:DELETE FROM `(\w+)` WHERE `\1`\.`workspaceId` = \?$|SELECT COUNT\(\*\) .* FROM `(\w+)` WHERE `\2`\.`workspaceId` = \? LIMIT)/,
    because:
      'An administrator forgets what was tried out, once: all of a company of a few thousand customers is counted and deleted.',
  },
  {
    wrong: /^(?:walks|scans|sorts) Card/,
    sql: /`ts` IS NOT NULL\) ORDER BY `Card`\.`createdAt` DESC LIMIT/,
    because: 'The messages of a trial that is forgotten, once: of a company of a few thousand customers.',
  },
  {
    wrong: /^sorts Briefing for ORDER BY$/,
    sql: /`state` IN \(\?\*\) AND `Briefing`\.`publishAt` <= \?\) ORDER BY/,
    because: 'The issues that are due and not yet settled: few at any time.',
  },
];

/** Whether somebody has said why a statement may have such a plan. */
export function isExcused({ statement, wrong }: Offence): boolean {
  const sql = statement.sql.replaceAll('`main`.', '');
  return wrong.every((one) => excuses.some((excuse) => excuse.wrong.test(one) && excuse.sql.test(sql)));
}

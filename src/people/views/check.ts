import type { Button, KnownBlock } from '@slack/types';
import type { Rendered } from '../../feature.js';
import type { Messages } from '../../messages/index.js';
import { actions, button, context, section } from '../../slack/blocks.js';
import { setUpActionId } from '../../slack/errors.js';
import { escapeText } from '../../slack/text.js';
import { departmentName } from '../department-name.js';
import type { Findings } from '../run-checks.js';

/** Slack refuses requests five minutes old; one minute is worth a word. */
const skewWorth = 60;
const slowDatabaseMs = 200;

/** One line: how it is, and what to do about it. */
interface Line {
  good: boolean;
  text: string;
  advice?: string;
}

/** What was checked, each with what to do; the faults first. */
export function checkMessage({
  findings,
  advise,
  retry,
  t,
}: {
  findings: Findings;
  /** What to do about an error of Slack's, in words. */
  advise(error: string): string;
  retry(rows: { destination: string; error: string }): Button;
  t: Messages;
}): Rendered {
  const texts = t.people.check;
  const lines = linesOf(findings, { advise, t });
  const faults = lines.filter(({ good }) => !good);
  const count = faults.length + findings.parked.length;
  const title = count > 0 ? texts.faults(count) : texts.allGood;
  const parked: KnownBlock[] = findings.parked.flatMap((rows) => [
    section(
      `:warning: ${texts.parked({ where: whereText(rows.destination, t), count: rows.count })}\n${advise(rows.error)}`,
      { accessory: retry({ destination: rows.destination, error: rows.error }) },
    ),
  ]);
  const lineText = ({ good, text, advice }: Line) =>
    `${good ? ':white_check_mark:' : ':warning:'} ${text}${advice ? `\n${advice}` : ''}`;
  return {
    text: title,
    blocks: [
      section(`*${title}*`),
      ...faults.map((line) => section(lineText(line))),
      ...parked,
      section(
        lines
          .filter(({ good }) => good)
          .map(lineText)
          .join('\n') || ' ',
      ),
      actions([
        button({ text: texts.post, actionId: 'people.check-post' }),
        button({ text: t.slack.setUp, actionId: setUpActionId, value: 'setup' }),
      ]),
      context(texts.postHint),
    ],
  };
}

function linesOf(findings: Findings, { advise, t }: { advise(error: string): string; t: Messages }): Line[] {
  const texts = t.people.check;
  const { tokenError, missingScopes, skewSeconds, channels, database, lateDuties } = findings;
  const lines: Line[] = [
    tokenError
      ? { good: false, text: texts.token.bad({ error: tokenError }), advice: advise(tokenError) }
      : { good: true, text: texts.token.good },
    missingScopes.length > 0
      ? {
          good: false,
          text: texts.scopes.bad({ scopes: missingScopes.map((scope) => `\`${scope}\``).join(' ') }),
          advice: texts.scopes.advice[findings.installed],
        }
      : { good: true, text: texts.scopes.good },
    skewLine(skewSeconds, t),
    ...channels.map(({ of, state }): Line => {
      const needed = 'setBy' in of;
      const name = needed ? of.name : escapeText(departmentName(t, of));
      const channel = of.channelId ? `<#${of.channelId}>` : '';
      const known = texts.channel[state];
      const text = known.text({ name, channel });
      if (state === 'member') return { good: true, text };
      const setBy = needed ? `\`${of.setBy}\`` : texts.underSetUp;
      return { good: false, text, advice: known.advice({ setBy }) };
    }),
    findings.holidaysRunOut
      ? {
          good: false,
          text: texts.holidays.bad({ until: findings.holidaysRunOut }),
          advice: texts.holidays.advice,
        }
      : { good: true, text: texts.holidays.good },
    lateDuties > 0
      ? { good: false, text: texts.reminders.bad(lateDuties), advice: texts.reminders.advice }
      : { good: true, text: texts.reminders.good },
    database.ms > slowDatabaseMs
      ? { good: false, text: texts.database.slow(database), advice: texts.database.advice }
      : { good: true, text: texts.database.good(database) },
  ];
  if (findings.parked.length === 0) lines.push({ good: true, text: texts.nothingParked });
  return lines;
}

function skewLine(seconds: number | null, t: Messages): Line {
  const texts = t.people.check.clock;
  if (seconds === null) return { good: false, text: texts.unknown, advice: texts.unknownAdvice };
  if (Math.abs(seconds) < skewWorth) return { good: true, text: texts.good };
  return {
    good: false,
    text: texts.bad({ seconds: Math.abs(seconds), ahead: seconds > 0 }),
    advice: texts.advice,
  };
}

function whereText(destination: string, t: Messages): string {
  const [kind, id] = destination.split(':');
  return kind === 'channel' ? `<#${id}>` : t.people.check.somebody;
}

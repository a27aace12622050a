import type { ModalView } from '@slack/types';
import { formatWorkingHours } from '../../calendar/format-working-hours.js';
import type { Messages } from '../../messages/index.js';
import { countryOf, findCountries } from '../../settings/country.js';
import { modal, option } from '../../slack/blocks.js';
import { choice, optionalText, requiredId } from '../../slack/forms.js';
import { radioInput, searchInput, textInput } from '../../slack/inputs.js';
import { formatHolidays } from '../change-workspace.js';
import type { SetupState } from '../setup-state.js';
import { workingHoursOf } from '../work-calendar.js';

const mostText = 3000;

export const workspaceShape = {
  locale: choice(['en', 'zh-CN']),
  timeZone: requiredId(),
  country: requiredId(),
  holidays: choice(['china', 'none', 'own']),
  ownHolidays: optionalText({ max: mostText }),
  workingHours: optionalText({ max: mostText }),
};

/** Language, zone, holidays and hours of the workspace. */
export function workspaceForm({ state, t }: { state: SetupState; t: Messages }): ModalView {
  const { workspace, ownHolidays } = state;
  const texts = t.people.workspaceForm;
  const { languages, holidays } = t.people;
  return modal({
    callbackId: 'people.workspace-form',
    title: texts.title,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [
      radioInput({
        name: 'locale',
        label: t.people.setup.language,
        options: [option(languages['zh-CN'], 'zh-CN'), option(languages.en, 'en')],
        initial: workspace.locale,
      }),
      searchInput({
        name: 'timeZone',
        actionId: 'people.time-zone',
        label: texts.timeZone,
        placeholder: texts.timeZonePlaceholder,
        initial: option(workspace.timeZone, workspace.timeZone),
      }),
      searchInput({
        name: 'country',
        actionId: 'people.country',
        label: texts.country,
        hint: texts.countryHint,
        placeholder: texts.countryPlaceholder,
        initial: countryOption(countryOf(workspace), t),
      }),
      textInput({
        name: 'workingHours',
        label: t.people.setup.workingHours,
        hint: texts.workingHoursHint,
        multiline: true,
        // What would be cut short is rather kept as it is: an empty line changes nothing.
        initial: whole(formatWorkingHours(workingHoursOf(workspace.workingHours), t.people.hoursWords)),
        optional: true,
      }),
      radioInput({
        name: 'holidays',
        label: t.people.setup.holidays,
        options: [
          option(holidays.china, 'china'),
          option(holidays.none, 'none'),
          option(holidays.own, 'own'),
        ],
        initial: workspace.holidays,
      }),
      textInput({
        name: 'ownHolidays',
        label: texts.ownHolidays,
        hint: texts.ownHolidaysHint,
        multiline: true,
        initial: formatHolidays(ownHolidays),
        optional: true,
      }),
    ],
  });
}

function countryOption(country: string, t: Messages): ReturnType<typeof option> {
  const name = new Intl.DisplayNames(t.slack.intlLocale, { type: 'region' }).of(country);
  return option(name ?? country, country);
}

/** The countries that a search finds, as options. */
export function countryOptions({ typed, t }: { typed: string; t: Messages }): ReturnType<typeof option>[] {
  return findCountries(typed, t.slack.intlLocale).map(({ country, name }) => option(name, country));
}

/** A text that fits its field, else nothing. */
export function whole(text: string): string {
  return text.length <= mostText ? text : '';
}

/** At most a hundred zones whose name contains all the words typed, those of the region first. */
export function timeZoneOptions({
  typed,
  near,
}: {
  typed: string;
  near: string;
}): ReturnType<typeof option>[] {
  const words = typed
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s/_]+/u)
    .filter(Boolean);
  const region = near.split('/')[0] ?? '';
  return Intl.supportedValuesOf('timeZone')
    .concat('UTC')
    .filter((zone) => words.every((word) => zone.toLowerCase().includes(word)))
    .sort((a, b) => Number(b.startsWith(region)) - Number(a.startsWith(region)) || (a < b ? -1 : 1))
    .slice(0, 100)
    .map((zone) => option(zone.replaceAll('_', ' '), zone));
}

import { type CountryCode, getCountries, isSupportedCountry } from 'libphonenumber-js/min';
import type { Workspace } from '../db/types.js';

let homes: ReadonlyMap<string, CountryCode> | undefined;

/** The country that a time zone belongs to; made when first needed. */
function countryOfZone(timeZone: string): CountryCode | undefined {
  homes ??= new Map(
    getCountries().flatMap((country) => zonesOf(country).map((zone) => [zone, country] as const)),
  );
  return homes.get(timeZone);
}

function zonesOf(country: CountryCode): readonly string[] {
  // Node has it; TypeScript's library does not know it yet.
  const locale = new Intl.Locale('und', { region: country }) as Intl.Locale & {
    timeZones?: readonly string[];
    getTimeZones?(): readonly string[];
  };
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

/**
 * The country of phone numbers that are written without theirs: the workspace's setting, else the one its time zone
 * lies in, else China's where it speaks Chinese and America's where it does not.
 */
export function countryOf({
  settings,
  timeZone,
  locale,
}: Pick<Workspace, 'settings' | 'timeZone' | 'locale'>): CountryCode {
  const { country } = JSON.parse(settings) as { country?: unknown };
  if (typeof country === 'string' && isSupportedCountry(country)) return country;
  return countryOfZone(timeZone) ?? (locale === 'zh-CN' ? 'CN' : 'US');
}

const searched = ['en', 'zh-CN'].map((locale) => new Intl.DisplayNames(locale, { type: 'region' }));

/** At most a hundred countries by their name in either language, or their code; named in `intlLocale`. */
export function findCountries(typed: string, intlLocale: string): { country: CountryCode; name: string }[] {
  const names = new Intl.DisplayNames(intlLocale, { type: 'region' });
  const fold = (text: string) => text.normalize('NFKC').toLowerCase().trim();
  const query = fold(typed);
  return getCountries()
    .filter(
      (country) =>
        fold(country) === query ||
        searched.some((language) => fold(language.of(country) ?? '').includes(query)),
    )
    .map((country) => ({ country, name: names.of(country) ?? country }))
    .sort((a, b) => a.name.localeCompare(b.name, intlLocale))
    .slice(0, 100);
}

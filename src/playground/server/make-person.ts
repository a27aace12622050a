import type { Person, PersonSeed } from './world.js';

const COLORS = ['#3b6ea8', '#a8563b', '#4c8a4c', '#8a4c86', '#b08a2e', '#2e8a86', '#a83b5b', '#5b5bb0'];

/** A person with everything that was not said filled in. `at`: the how-manieth, for the colour. */
export function makePerson(seed: PersonSeed, at: number, team: string): Person {
  return {
    id: seed.id,
    team_id: seed.team_id ?? team,
    name: seed.name,
    real_name: seed.real_name ?? seed.name,
    display_name: seed.display_name ?? seed.real_name ?? seed.name,
    title: seed.title ?? '',
    email: seed.email ?? `${seed.name}@example.com`,
    locale: seed.locale ?? 'en-US',
    tz: seed.tz ?? 'Asia/Shanghai',
    is_admin: seed.is_admin ?? seed.is_owner ?? false,
    is_owner: seed.is_owner ?? false,
    is_restricted: seed.is_restricted ?? seed.is_ultra_restricted ?? false,
    is_ultra_restricted: seed.is_ultra_restricted ?? false,
    is_bot: seed.is_bot ?? false,
    deactivated: seed.deactivated ?? false,
    color: seed.color ?? (COLORS[at % COLORS.length] as string),
    is_app: false,
    updated: 0,
  };
}

import { z } from 'zod';
import { localDate } from '../calendar/local-time.js';
import type { Workspace } from '../db/types.js';
import { type Policy, policyFor } from './policies.js';

const settings = z.object({
  complaints: z
    .object({
      policy: z.enum(['house', 'china-2020-3', 'fca-disp', 'cfpb']).catch('house'),
      currency: z
        .enum(Intl.supportedValuesOf('currency') as [string, ...string[]])
        .nullable()
        .catch(null),
    })
    .catch({ policy: 'house', currency: null }),
});

/** The policy version under which a complaint registered at `now` begins: the workspace's pack, else the house's. */
export function policyOf(workspace: Pick<Workspace, 'settings' | 'timeZone'>, now: Date): Policy {
  const { complaints } = settings.parse(JSON.parse(workspace.settings));
  return policyFor({ pack: complaints.policy, date: localDate(workspace.timeZone, now) });
}

const chineseZones = ['Asia/Shanghai', 'Asia/Chongqing', 'Asia/Harbin', 'Asia/Urumqi'];

/** What an amount without a currency is of: the workspace's setting, else China's where it is at home there, else US dollars. */
export function currencyOf(workspace: Pick<Workspace, 'settings' | 'timeZone'>): string {
  const { complaints } = settings.parse(JSON.parse(workspace.settings));
  return complaints.currency ?? (chineseZones.includes(workspace.timeZone) ? 'CNY' : 'USD');
}

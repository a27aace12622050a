import type { Vault } from '../db/sealing.js';
import type { Customer, RiskAlert } from '../db/types.js';

export const ways = ['phone', 'message', 'visit'] as const;
export type Way = (typeof ways)[number];

export const limits = { situation: 1000, advice: 1000, outcome: 1000 } as const;

export const reachDutyKey = (alertId: string): string => `risk.reach:${alertId}`;
export const riskSubject = (alertId: string) => ({ type: 'risk-alert', id: alertId });

/** Who reaches the customer: the account manager, else whoever else looks after them; null is nobody yet. */
export function reacherOf(
  customer: Pick<Customer, 'accountManagerId' | 'serviceSpecialistId' | 'technicalGuideId'>,
): string | null {
  return customer.accountManagerId ?? customer.serviceSpecialistId ?? customer.technicalGuideId;
}

/** What is written in an alert, opened; null once the customer was erased. */
export function openAlert(
  vault: Vault,
  customer: Pick<Customer, 'wrappedKey'>,
  alert: RiskAlert,
): { situation: string; advice: string; outcome: string } | null {
  const { wrappedKey } = customer;
  if (!wrappedKey) return null;
  return {
    situation: vault.open(wrappedKey, alert.situationSealed),
    advice: vault.open(wrappedKey, alert.adviceSealed),
    outcome: alert.outcomeSealed ? vault.open(wrappedKey, alert.outcomeSealed) : '',
  };
}

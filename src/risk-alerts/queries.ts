import { customerAffair } from '../customers/affair.js';
import { customerById } from '../customers/queries.js';
import type { Customer, Reader, RiskAlert } from '../db/types.js';
import type { Affair } from '../people/may.js';
import { loadRoster, standIn } from '../people/stand-in.js';
import { UserError } from '../slack/user-error.js';
import { reachDutyKey } from './risk-alert.js';

/** An alert by id; null for another workspace's. */
export function alertById(
  reader: Reader,
  { workspaceId, alertId }: { workspaceId: string; alertId: string },
): Promise<RiskAlert | null> {
  return reader.riskAlert.findFirst({ where: { id: alertId, workspaceId } });
}

/** An alert with its customer. @throws UserError riskNotFound */
export async function needAlert(
  reader: Reader,
  { workspaceId, alertId }: { workspaceId: string; alertId: string },
): Promise<{ alert: RiskAlert; customer: Customer }> {
  const alert = await alertById(reader, { workspaceId, alertId });
  const customer = alert && (await customerById(reader, { workspaceId, customerId: alert.customerId }));
  if (!alert || !customer) throw new UserError('riskNotFound');
  return { alert, customer };
}

/** Who may record how an alert went: the customer's owners, who owes it, whoever stands in for them, their leads. */
export async function alertAffair(
  reader: Reader,
  { alert, customer, now }: { alert: RiskAlert; customer: Customer; now: Date },
): Promise<Affair> {
  const { workspaceId } = alert;
  const [affair, roster, duty] = await Promise.all([
    customerAffair(reader, { customer, now }),
    loadRoster(reader, { workspaceId }),
    reader.duty.findUnique({ where: { workspaceId_key: { workspaceId, key: reachDutyKey(alert.id) } } }),
  ]);
  const ownerId = duty?.ownerId ?? alert.ownerId;
  const departmentId = duty?.departmentId ?? null;
  const ownerIds = [
    ...(affair.ownerIds ?? []),
    ownerId,
    standIn({ staffId: ownerId, departmentId, roster, now }),
  ];
  return { ...affair, ownerIds };
}

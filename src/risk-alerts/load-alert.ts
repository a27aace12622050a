import type { Services } from '../context.js';
import { customerById } from '../customers/queries.js';
import type { Reader } from '../db/types.js';
import { staffByIds } from '../people/queries.js';
import { alertById } from './queries.js';
import { openAlert } from './risk-alert.js';
import type { AlertContent } from './views/alert.js';

/** An alert with the names that belong to it, its texts opened; null when it or its customer is gone. */
export async function loadAlert(
  reader: Reader,
  { services, workspaceId, alertId }: { services: Services; workspaceId: string; alertId: string },
): Promise<AlertContent | null> {
  const alert = await alertById(reader, { workspaceId, alertId });
  const customer = alert && (await customerById(reader, { workspaceId, customerId: alert.customerId }));
  if (!alert || !customer) return null;
  const people = await staffByIds(reader, { workspaceId, staffIds: [alert.raisedById, alert.reachedById] });
  return {
    alert,
    customerName: customer.name,
    raisedBy: people.get(alert.raisedById)?.name ?? null,
    reachedBy: (alert.reachedById && people.get(alert.reachedById)?.name) || null,
    texts: openAlert(services.vault, customer, alert),
  };
}

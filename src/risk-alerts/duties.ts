import { ofWorkspace } from '../db/of-workspace.js';
import type { DutyKind } from '../feature.js';
import { escapeText } from '../slack/text.js';
import { alertButtons } from './views/alert.js';

/** The owner has to reach a customer whose account is in danger (docs/processes.md#risk-alerts). */
export const reachDuty: DutyKind = {
  kind: 'risk.reach',
  rungs: {},
  async describe({ reader, workspace, duties, t }) {
    const where = ofWorkspace(workspace.id);
    const alerts = await reader.riskAlert.findMany({
      where: { ...where, id: { in: duties.map(({ subjectId }) => subjectId) } },
    });
    const customers = await reader.customer.findMany({
      where: { ...where, erasedAt: null, id: { in: alerts.map(({ customerId }) => customerId) } },
      select: { id: true, name: true },
    });
    return new Map(
      duties.flatMap((duty) => {
        const alert = alerts.find(({ id }) => id === duty.subjectId);
        const customer = customers.find(({ id }) => id === alert?.customerId);
        if (!alert || !customer) return [];
        const { attempts } = alert;
        const line = t.riskAlerts.duty({ name: escapeText(customer.name), attempts });
        return [[duty.id, { line, button: alertButtons({ t, alert }) }] as const];
      }),
    );
  },
};

import { localDate } from '../calendar/local-time.js';
import type { MessageTemplate } from '../feature.js';
import { departmentById } from '../people/queries.js';
import { loadDigest } from './load-digest.js';
import { digestMessage } from './views/digest.js';

/** A department's digest, as things stand when it is sent; one that could not be sent that day is dropped. */
export const departmentDigest: MessageTemplate = {
  template: 'digests.department',
  async render(input) {
    const { reader, workspace, params, now, t } = input;
    const { departmentId = '', slot = '' } = params;
    const { timeZone } = workspace;
    if (localDate(timeZone, new Date(slot)) !== localDate(timeZone, now)) return null;
    const department = await departmentById(reader, { workspaceId: workspace.id, departmentId });
    if (!department) return null;
    return digestMessage({ digest: await loadDigest(input, department), timeZone, now, t });
  },
};

import type { MessageTemplate } from '../feature.js';
import { loadAlert } from './load-alert.js';
import { alertMessage, reachedMessage } from './views/alert.js';

type Input = Parameters<MessageTemplate['render']>[0];

const alertIn = ({ reader, services, workspace, params }: Input) =>
  loadAlert(reader, { services, workspaceId: workspace.id, alertId: params.alertId ?? '' });

/** To the owner or whoever stands in for them, at once. */
export const raisedTemplate: MessageTemplate = {
  template: 'risk.raised',
  async render(input) {
    const content = await alertIn(input);
    if (content?.alert.state !== 'open') return null;
    return alertMessage({ t: input.t, timeZone: input.workspace.timeZone, content });
  },
};

/** To whoever raised it. */
export const reachedTemplate: MessageTemplate = {
  template: 'risk.reached',
  async render(input) {
    const content = await alertIn(input);
    return content && reachedMessage({ t: input.t, timeZone: input.workspace.timeZone, content });
  },
};

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
    const { recipient: reader, t, workspace, now } = input;
    if (content?.alert.state !== 'open' || !reader) return null;
    return alertMessage({ t, timeZone: workspace.timeZone, reader, now, content });
  },
};

/** To whoever raised it. */
export const reachedTemplate: MessageTemplate = {
  template: 'risk.reached',
  async render(input) {
    const content = await alertIn(input);
    const { recipient: reader, t, workspace, now } = input;
    return content && reader && reachedMessage({ t, timeZone: workspace.timeZone, reader, now, content });
  },
};

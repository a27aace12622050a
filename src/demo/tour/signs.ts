import type { Said, TourSign } from '../../playground/protocol.js';

/** A form was handed in and taken. */
export function accepted(callbackId: string): TourSign {
  return {
    name: 'view_submission',
    has: { 'request.view.callback_id': callbackId },
    hasNot: { 'response.response_action': 'errors' },
  };
}

/** A form or a list was opened. */
export function opened(callbackId: string): TourSign {
  return { name: 'views.open', has: { 'request.view': callbackId } };
}

/** A button was pressed. */
export function pressed(actionId: string): TourSign {
  return { name: 'block_actions', has: { 'request.actions': `"${actionId}"` } };
}

/** Somebody looked at what Baton wrote to them. */
export function messagesRead(by: Said): TourSign {
  return {
    name: 'event:app_home_opened',
    has: { 'request.event.tab': 'messages', 'request.event.user': by },
  };
}

/** Somebody opened Baton's home tab. */
export function homeOpened(by: Said): TourSign {
  return { name: 'event:app_home_opened', has: { 'request.event.tab': 'home', 'request.event.user': by } };
}

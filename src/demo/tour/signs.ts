import type { TourSign } from '../../playground/protocol.js';

/** A form was handed in and taken. */
export function accepted(callbackId: string): TourSign {
  return {
    name: 'view_submission',
    has: { 'request.view.callback_id': callbackId },
    hasNot: { 'response.response_action': 'errors' },
  };
}

/** Somebody looked at what Baton wrote to them. */
export const messagesRead: TourSign = {
  name: 'event:app_home_opened',
  has: { 'request.event.tab': 'messages' },
};

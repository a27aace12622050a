import { channelCareMethods } from './api-channel-care.js';
import { chatMethods } from './api-chat.js';
import { conversationMethods } from './api-conversations.js';
import { fileMethods } from './api-files.js';
import { historyMethods } from './api-history.js';
import type { Method } from './api-method.js';
import { moreMethods } from './api-more.js';
import { oauthMethods } from './api-oauth.js';
import { scheduleMethods } from './api-schedule.js';
import { userMethods } from './api-users.js';
import { viewMethods } from './api-views.js';

/** Every Web API method that there is here, by its name. */
export const methods: Record<string, Method> = {
  ...chatMethods,
  ...viewMethods,
  ...conversationMethods,
  ...historyMethods,
  ...channelCareMethods,
  ...userMethods,
  ...fileMethods,
  ...moreMethods,
  ...oauthMethods,
  ...scheduleMethods,
};

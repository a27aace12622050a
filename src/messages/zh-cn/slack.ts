import type { slack as En, slackErrors as EnErrors } from '../en/slack.js';

export const slack: typeof En = {};

export const slackErrors: typeof EnErrors = {};

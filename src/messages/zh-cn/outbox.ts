import type { outbox as En, outboxErrors as EnErrors } from '../en/outbox.js';

export const outbox: typeof En = {};

export const outboxErrors: typeof EnErrors = {};

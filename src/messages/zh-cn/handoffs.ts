import type { handoffs as En, handoffErrors as EnErrors } from '../en/handoffs.js';

export const handoffs: typeof En = {};

export const handoffErrors: typeof EnErrors = {};

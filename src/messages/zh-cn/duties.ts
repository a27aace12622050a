import type { duties as En, dutiesErrors as EnErrors } from '../en/duties.js';

export const duties: typeof En = {};

export const dutiesErrors: typeof EnErrors = {};

import type { common as En, commonErrors as EnErrors } from '../en/common.js';

export const common: typeof En = {};

export const commonErrors: typeof EnErrors = {};

import type { customers as En, customerErrors as EnErrors } from '../en/customers.js';

export const customers: typeof En = {};

export const customerErrors: typeof EnErrors = {};

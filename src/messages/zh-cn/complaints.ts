import type { complaints as En, complaintErrors as EnErrors } from '../en/complaints.js';

export const complaints: typeof En = {};

export const complaintErrors: typeof EnErrors = {};

import type { people as En, peopleErrors as EnErrors } from '../en/people.js';

export const people: typeof En = {};

export const peopleErrors: typeof EnErrors = {};

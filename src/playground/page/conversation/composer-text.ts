import { signal } from '@preact/signals';

/** Unsent text, per conversation and thread: it waits while one looks elsewhere. */
export const composerText = signal<Record<string, string>>({});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    pool: 'forks',
    // Left to itself vitest keeps one core free, which on a machine of two means half the speed.
    maxWorkers: '100%',
    // Files share their process, one after the other: loading Prisma and Bolt anew for each would take half the time.
    // Nothing of Baton's relies on module state, and this keeps it so.
    isolate: false,
    globalSetup: ['test/support/global-setup.ts'],
  },
});

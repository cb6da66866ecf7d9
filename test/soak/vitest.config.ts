import { defineConfig } from 'vitest/config';

// What takes too long for `npm test`, one file at a time: each has servers and databases in processes of their own.
export default defineConfig({
  test: {
    include: ['test/soak/**/*.soak.ts'],
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 120_000,
    reporters: ['verbose'],
  },
});

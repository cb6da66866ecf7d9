import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/soak/**', 'test/bench/**', 'test/clients/**'],
    globalSetup: 'test/support/global.ts',
    pool: 'forks',
    // Files of one worker share the modules they load, which halves the run. They share no database, server, folder or state.
    isolate: false,
    // Servers and databases work beside the tests, so more workers than cores gain nothing.
    maxWorkers: Math.min(Math.max(2, availableParallelism()), 8),
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});

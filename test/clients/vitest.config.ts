import { defineConfig } from 'vitest/config';

// `npm run conformance`: every case in every language, against a real server. Most of the time goes into waiting.
export default defineConfig({
  test: {
    include: ['test/clients/*.test.ts'],
    globalSetup: 'test/support/global.ts',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 900_000,
    reporters: ['default', 'test/clients/table.ts'],
  },
});

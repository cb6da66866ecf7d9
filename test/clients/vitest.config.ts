import { defineConfig } from 'vitest/config';

// `npm run conformance`: every case in every language, against a real server.
export default defineConfig({
  test: {
    include: ['test/clients/conformance.test.ts'],
    globalSetup: 'test/support/global.ts',
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 900_000,
    reporters: ['default', 'test/clients/table.ts'],
  },
});

import { defineConfig } from 'vitest/config';

/** Three projects: the sources, the pages in a browser, and the built package with real threads. */
export default defineConfig({
  test: {
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // One a core: the default leaves one core idle, which on two cores is half of them.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/dist/**', 'test/browser/**'],
          // Modules keep nothing that a test could notice, and loading them anew for each file
          // takes as long as most of the tests.
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'browser', include: ['test/browser/**/*.test.ts'], isolate: false },
      },
      {
        extends: true,
        test: { name: 'dist', include: ['test/dist/**/*.test.ts'] },
      },
    ],
  },
});

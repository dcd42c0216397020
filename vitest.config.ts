import { defineConfig } from 'vitest/config';

/** Two projects: the sources, and the built package with real threads (after `npm run build`). */
export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // One a core: the default leaves one core idle, which on two cores is half of them.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/dist/**'] },
      },
      {
        extends: true,
        test: { name: 'dist', include: ['test/dist/**/*.test.ts'], testTimeout: 120_000 },
      },
    ],
  },
});

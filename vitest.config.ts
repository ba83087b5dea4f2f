import { defineConfig } from 'vitest/config'

/** Tests that measure what a machine carries: one file after the other, when no other test runs. */
const alone = ['tests/load/**/*.test.ts']

export default defineConfig({
  test: {
    pool: 'forks',
    // A test that replays a month against real systems takes seconds; one that takes longer than this hangs.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: { name: 'beside', include: ['tests/**/*.test.ts'], exclude: alone, sequence: { groupOrder: 0 } },
      },
      {
        extends: true,
        test: { name: 'alone', include: alone, fileParallelism: false, sequence: { groupOrder: 1 } },
      },
    ],
  },
})

import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    pool: 'forks',
    // A test that replays a month against real systems takes seconds; one that takes longer than this hangs.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})

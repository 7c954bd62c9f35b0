import { defineConfig } from 'vitest/config'

/** Tests of pure functions, which neither replace modules nor the clock. */
const pure = ['checks', 'cost', 'findings', 'formats', 'options', 'policy', 'usage'].map(
  folder => `test/${folder}/**/*.test.ts`,
)

/** For `npm test`: pure tests share processes, so that each file need not load its modules anew. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'pure', include: pure, isolate: false } },
      { test: { name: 'whole', include: ['test/**/*.test.ts'], exclude: pure } },
    ],
  },
})

import { defineConfig } from 'vitest/config'

/** The SDK renews an SSO token once in thirty seconds of a process: only one file of a process can test it. */
const ALONE = ['test/aws/credentials/sso-endpoints.test.ts']

/**
 * For `npm test`: test files share processes, so that each need not load the AWS SDK anew. What a file changes of its
 * process (clock, environment, SDK clients), it or the setup file restores.
 */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'alone', include: ALONE } },
      {
        test: {
          name: 'shared',
          include: ['test/**/*.test.ts'],
          exclude: [...ALONE, 'test/interop/**'],
          isolate: false,
          setupFiles: ['test/restore-process.ts'],
        },
      },
    ],
  },
})

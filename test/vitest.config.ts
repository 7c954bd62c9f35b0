import { defineConfig } from 'vitest/config'

/**
 * For `npm test`: test files share processes, so that each need not load the AWS SDK anew. What a file changes of its
 * process (clock, environment, SDK clients), it or the setup file restores.
 */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/interop/**'],
    isolate: false,
    // Many tests wait, so that one worker per processor would leave processors idle. Each worker loads the program anew.
    maxWorkers: 3,
    // Whole runs make many short-lived objects: with the usual space for these, a tenth of the time goes into collecting.
    execArgv: ['--max-semi-space-size=64'],
    setupFiles: ['test/restore-process.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Else the style sheets of the HTML page would be empty.
    css: true,
  },
})

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const folder = import.meta.dirname

/** What a test may change for all that share its process: modules, clients of the SDK, timers, variables, file modes, flags of V8. */
const CHANGES_ITS_PROCESS =
  /\bvi\.(mock|spyOn|stub|useFakeTimers|setSystemTime)|\bmockClient\b|a-place|a-counted-key|process\.env(\[[^\]]+\]|\.\w+) (\?\?)?= |delete process\.env|process\.(umask|chdir)\(|setFlagsFromString/

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.test.ts'))
const alone = files.filter(file => CHANGES_ITS_PROCESS.test(readFileSync(join(folder, file), 'utf8')))

/** For `npm test`: other tests share processes, so that each file need not load the AWS SDK anew. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'alone', include: alone.map(file => `test/${file}`) } },
      {
        test: {
          name: 'shared',
          include: ['test/**/*.test.ts'],
          exclude: alone.map(file => `test/${file}`),
          isolate: false,
        },
      },
    ],
  },
})

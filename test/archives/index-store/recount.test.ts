import fc from 'fast-check'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openLocalEngine } from '../../../src/archives/index-store/local-engine.ts'
import type { ArchiveQuestion } from '../../../src/model/archive/archive-question.ts'
import { randomRuns } from '../../random-runs.ts'
import { MANAGEMENT, recount } from './recount.ts'
import { ACCOUNT, type Call, keyArn, logPath, REGION, temporaryFolder, writeLog } from './tiny-archive.ts'

const START = Date.parse('2026-01-01T00:00:00Z')
const HALF_DAY = 43_200_000

const REGIONS = [REGION, 'eu-west-1']
const KEYS = [keyArn(1), keyArn(2), keyArn(3, ACCOUNT, 'eu-west-1')]

const call = fc.record({
  id: fc.nat(400),
  key: fc.constantFrom(...KEYS),
  // Few times, so that many calls have the same.
  at: fc.nat(9).map(half => START + half * HALF_DAY + (half % 3) * 1000),
  operation: fc.constantFrom('Decrypt', 'GenerateDataKey', 'GetPublicKey', 'DisableKey'),
  role: fc.constantFrom('app', 'backup'),
  service: fc.constantFrom('', 's3.amazonaws.com'),
  error: fc.constantFrom('', '', 'AccessDenied', 'DisabledException'),
})

/** Calls with different ids. */
const calls = fc.uniqueArray(call, { selector: ({ id }) => id, maxLength: 60 }).map(list =>
  list.map(({ service, error, ...rest }): Call => ({
    ...rest,
    ...(service !== '' && { service }),
    // Of calls that do not use a key, only successful ones are kept.
    ...(error !== '' && !MANAGEMENT.has(rest.operation) && { error }),
  })),
)

/** Which files hold a call, and with which run of the program each file is read. */
const layout = fc.record({
  files: fc.array(fc.array(fc.nat(7), { minLength: 1, maxLength: 3 }), { minLength: 60, maxLength: 60 }),
  runs: fc.array(fc.nat(2), { minLength: 8, maxLength: 8 }),
  batch: fc.integer({ min: 1, max: 4 }),
})

const question = fc.record<ArchiveQuestion>({
  account: fc.constant(ACCOUNT),
  region: fc.constantFrom(...REGIONS),
  keys: fc.constantFrom(null, [KEYS[0] ?? '']),
  since: fc.constantFrom(0, START + HALF_DAY, START + 2 * HALF_DAY + 5),
  until: fc.constantFrom(START + 100 * HALF_DAY, START + 6 * HALF_DAY, START + 5 * HALF_DAY - 7),
  detail: fc.constantFrom('last-use', 'days'),
})

test('index: the answer is that of a plain recount, in whatever order files are added and however often calls are delivered', async () => {
  await fc.assert(
    fc.asyncProperty(
      calls,
      layout,
      fc.array(question, { minLength: 3, maxLength: 3 }),
      async (all, placed, questions) => {
        const folder = temporaryFolder()
        const index = join(folder, 'index')
        for (const run of [0, 1, 2]) {
          const tree = join(folder, `tree-${run}`)
          for (const [file, ofRun] of placed.runs.entries()) {
            const held = all.filter((_, number) => ofRun === run && placed.files[number]?.includes(file))
            for (const region of REGIONS)
              writeLog(
                logPath(tree, file, { region }),
                held.filter(({ key }) => key.includes(`:${region}:`)),
              )
          }
          writeLog(logPath(tree, 100 + run), [])
          const engine = await openLocalEngine({
            trees: [tree],
            index,
            processes: { pid: 1, isAlive: () => true },
            now: START,
            signal: new AbortController().signal,
            batch: { files: placed.batch, milliseconds: 1e9 },
            threads: 0,
          })
          const seen = all.filter((_, number) => placed.files[number]?.some(file => (placed.runs[file] ?? 9) <= run))
          for (const asked of questions) {
            const answer = await engine.ask(asked)
            if (!answer.known) throw new Error(answer.why)
            expect(sorted(answer.keys)).toEqual(sorted(recount(seen, asked)))
          }
          await engine.close()
        }
      },
    ),
    { numRuns: randomRuns(5) },
  )
})

const sorted = <T>(map: ReadonlyMap<string, T>): [string, T][] => [...map].toSorted(([a], [b]) => (a < b ? -1 : 1))

import { expect, test } from 'vitest'
import type { ArchiveQuestion, KeyHistory } from '../../../src/model/archive/archive-question.ts'
import { DAY, HOUR } from '../../../src/model/time.ts'
import { EXPECTED_QUESTION, expectedHistories, writeExpected } from '../expected/expected.ts'
import { writeArchive } from '../generator/write-archive.ts'
import { historiesOf } from '../known-call.ts'
import { answerOf, opened } from './open-engine.ts'
import { temporaryFolder } from './tiny-archive.ts'

/** Keys about which an answer says something, by their ARN. */
const said = (keys: ReadonlyMap<string, KeyHistory>): KeyHistory[] =>
  [...keys.values()]
    .filter(({ last, refused, publicKeyReadAt, disabledAt, days }) =>
      [last, refused, publicKeyReadAt, disabledAt, days[0] ?? null].some(part => part !== null),
    )
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))

test.each(['last-use', 'days'] as const)('index: the answer is the expected one in each case, for %s', async detail => {
  const tree = temporaryFolder()
  writeExpected(tree)
  const engine = await opened({ trees: [tree], batch: { files: 2, milliseconds: 1e9 } })
  const keys = await answerOf(engine, { ...EXPECTED_QUESTION, detail })
  expect(said(keys)).toEqual(said(expectedHistories(detail)))
  await engine.close()
})

test('index: it answers about a generated archive as a plain count, for any window', async () => {
  const tree = temporaryFolder()
  const truth = writeArchive(tree, { seed: 7, days: 3, eventsPerDay: 120, filesPerDay: 6 })
  const engine = await opened({ trees: [tree], batch: { files: 10, milliseconds: 1e9 } })
  const start = Date.parse('2024-01-01T00:00:00Z')
  const windows = [
    { since: start - DAY, until: start + 9 * DAY },
    { since: start + DAY, until: start + 2 * DAY },
    { since: start + 2 * DAY, until: start + 2 * DAY + 5 * HOUR },
  ]
  for (const { account, region } of engine.places)
    for (const window of windows)
      for (const detail of ['last-use', 'days'] as const) {
        const question: ArchiveQuestion = { account, region, keys: null, ...window, detail }
        const whole = { ...question, until: Math.ceil(question.until / DAY) * DAY }
        expect(said(await answerOf(engine, question))).toEqual(said(historiesOf(truth.calls, whole)))
      }
  await engine.close()
})

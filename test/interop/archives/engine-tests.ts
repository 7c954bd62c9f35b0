import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { SECURITY_LAKE_TABLE } from '../../../src/archives/athena/query/security-lake-table.ts'
import type { ArchiveAnswer } from '../../../src/archives/engine.ts'
import type { ArchiveQuestion } from '../../../src/model/archive/archive-question.ts'
import { EXPECTED_QUESTION, expectedHistories } from '../../archives/expected/expected.ts'
import { keyOf } from '../../archives/expected/expected-records.ts'
import { opened } from '../../archives/index-store/open-engine.ts'
import { historiesOf } from '../../archives/known-call.ts'
import { anEngine } from './an-engine.ts'
import { comparable } from './comparable.ts'
import { ACCOUNT, KEY, OTHER_KEY, REGION } from './hand-written.ts'
import { SECURITY_LAKE } from './security-lake-view.ts'
import { BY_HAND, EXPECTED_LOGS, GENERATED, NARROW, placesOf, WINTER, type Served } from './served.ts'

const PLACE = { account: ACCOUNT, region: REGION }
const FEBRUARY = { since: Date.UTC(2026, 1, 1), until: Date.UTC(2026, 2, 1) }

/** The engine of the program, asked through the real SDK, against what is in the files. */
export function engineTests(served: () => Served): void {
  const byHand = { ...PLACE, ...FEBRUARY, keys: null, detail: 'days' as const }
  test.each(['last-use', 'days'] as const)(
    'athena engine: its answer is what the files of all accounts and Regions have (%s)',
    async detail => {
      const { athena, truth } = served()
      const places = placesOf(served().truth)
      const { engine, gaps } = await anEngine(athena.url, GENERATED, places)
      const before = athena.queries().length
      for (const place of places) {
        const question: ArchiveQuestion = { ...place, ...WINTER, keys: null, detail }
        expect(keysOf(await engine.ask(question))).toEqual(comparable(historiesOf(truth.calls, question)))
      }
      // One for each month serves all places.
      expect([athena.queries().length - before, gaps()]).toEqual([2, []])
    },
  )

  test.each(['last-use', 'days'] as const)(
    'athena engine: its answer is that of the local engine for the same files (%s)',
    async detail => {
      const { athena, trino } = served()
      const places = placesOf(served().truth)
      const local = await opened({ trees: [join(trino.data, 'generated')] })
      const { engine } = await anEngine(athena.url, GENERATED, places)
      for (const place of places) {
        const question = { ...place, ...WINTER, keys: null, detail }
        const ofLocal = keysOf(await local.ask(question))
        expect(Object.keys(ofLocal).length).toBeGreaterThan(2)
        expect(keysOf(await engine.ask(question))).toEqual(ofLocal)
      }
      await local.close()
    },
  )

  test.each(['last-use', 'days'] as const)(
    'athena engine: it gives the answers that every engine must give (%s)',
    async detail => {
      const { engine, gaps } = await anEngine(served().athena.url, EXPECTED_LOGS, [EXPECTED_QUESTION])
      const answer = await engine.ask({ ...EXPECTED_QUESTION, detail })
      expect(keysOf(answer)).toEqual(comparable(expectedHistories(detail)))
      expect(gaps()).toEqual([])
    },
  )

  // Both keys of a ReEncrypt, those of a refusal and of a dry run, and one without a call.
  test.each([[['06']], [['07']], [['12', '13']], [['22']]])(
    'athena engine: asked about some keys, it returns their rows alone, with the expected answer (%j)',
    async digits => {
      const { athena } = served()
      const keys = digits.map(keyOf)
      const { engine, gaps } = await anEngine(athena.url, EXPECTED_LOGS, [EXPECTED_QUESTION])
      const expected = [...expectedHistories('days')].filter(([key]) => keys.includes(key))
      // Because `keys` is null, rows of other keys would be kept, too.
      const answer = await engine.ask({ ...EXPECTED_QUESTION, keys: null, among: keys })
      expect(keysOf(answer)).toEqual(comparable(new Map(expected)))
      expect(gaps()).toEqual([])
    },
  )

  test('athena engine: asked about one key of each place, it has the answers of the local engine', async () => {
    const { athena, trino, truth } = served()
    const places = placesOf(truth)
    const local = await opened({ trees: [join(trino.data, 'generated')] })
    const { engine } = await anEngine(athena.url, GENERATED, places)
    const among = [...truth.keys.values()].flatMap(all => all.slice(0, 1))
    for (const place of places) {
      const keys = among.filter(key => key.includes(`:${place.region}:${place.account}:`))
      const question = { ...place, ...WINTER, keys, among, detail: 'days' as const }
      const ofLocal = keysOf(await local.ask(question))
      expect(Object.keys(ofLocal)).toEqual(keys)
      expect(keysOf(await engine.ask(question))).toEqual(ofLocal)
    }
    await local.close()
  })

  test('security lake engine: the last uses are those that the files have', async () => {
    const { athena, truth } = served()
    const places = placesOf(served().truth)
    const { engine, gaps } = await anEngine(athena.url, SECURITY_LAKE, places, { kind: SECURITY_LAKE_TABLE })
    for (const place of places) {
      const question = { ...place, ...WINTER, keys: null, detail: 'last-use' as const }
      const answer = await engine.ask(question)
      expect(keysOf(answer)).toEqual(comparable(historiesOf(truth.calls, question)))
      // It is not known whether it has every record.
      expect(answer.known && answer.trace.doubts).toContainEqual(expect.objectContaining(WINTER))
    }
    expect(gaps()).toEqual([])
  })

  test('security lake engine: a table of the first version is refused with the next step', async () => {
    const { athena } = served()
    await expect(anEngine(athena.url, BY_HAND, [PLACE], { kind: SECURITY_LAKE_TABLE })).rejects.toMatchObject({
      message: 'The table audit.by_hand lacks the columns time_dt, accountid, api, actor, metadata.',
      hint: expect.stringContaining('_cloud_trail_mgmt_2_0'),
    })
  })

  test('athena engine: a damaged file is left out and named, and its neighbors count', async () => {
    const { engine, gaps } = await anEngine(served().athena.url, BY_HAND, [PLACE])
    const answer = await engine.ask(byHand)
    const keys = keysOf(answer)
    expect(keys[KEY]?.last).toMatchObject({ operation: 'Encrypt', at: Date.UTC(2026, 1, 3, 0, 3) })
    expect(keys[OTHER_KEY]?.last).toMatchObject({ operation: 'ReEncrypt', at: Date.UTC(2026, 1, 2, 0, 2) })
    expect(answer.known && answer.trace.damaged).toEqual([
      { at: Date.UTC(2026, 1, 3, 0, 5), why: expect.stringContaining('damaged.json.gz') },
    ])
    expect(gaps()).toEqual([])
  })

  test('athena engine: a table without a column ends the search with the words of Trino', async () => {
    const { engine } = await anEngine(served().athena.url, NARROW, [PLACE])
    await expect(engine.ask(byHand)).rejects.toThrow("Column 'sharedeventid' cannot be resolved")
  })

  test('athena engine: Ctrl-C cancels the query', async () => {
    const { athena } = served()
    const { engine, stop } = await anEngine(athena.url, BY_HAND, [PLACE])
    const before = athena.queries().length
    expect(athena.calls.at(-1)).not.toBe('GetQueryExecution')
    // Another text than that of the tests above: Athena starts one query for each.
    const answer = engine.ask({ ...byHand, detail: 'last-use' })
    await vi.waitFor(() => expect(athena.calls.at(-1)).toBe('GetQueryExecution'), { timeout: 30_000, interval: 1 })
    stop()
    await answer
    await engine.close()
    const states = (): string[] =>
      athena
        .queries()
        .slice(before)
        .map(({ state }) => state)
    await vi.waitFor(() => expect(states()).toEqual(['CANCELLED']), 30_000)
  })
}

const keysOf = (answer: ArchiveAnswer) => comparable(answer.known ? answer.keys : new Map())

import { expect, test } from 'vitest'
import { comparable } from '../../interop/archives/comparable.ts'
import { EXPECTED, EXPECTED_QUESTION, expectedHistories } from '../expected/expected.ts'
import { keyOf } from '../expected/expected-records.ts'
import { aLogsEngine } from './a-logs-engine.ts'
import { insightsRows } from './insights-stand-in.ts'

const records = EXPECTED.flatMap(each => each.records)

test.each(['last-use', 'days'] as const)(
  'cloudwatch logs: it gives the answers that every engine must give, if AWS reads the query as documented (%s)',
  async detail => {
    const { ask, gaps } = aLogsEngine(query => ({ rows: insightsRows(query, records) }), {
      places: [EXPECTED_QUESTION],
    })
    const answer = await ask({ ...EXPECTED_QUESTION, detail })
    expect(comparable(answer.known ? answer.keys : new Map())).toEqual(comparable(expectedHistories(detail)))
    expect(gaps()).toEqual([])
  },
)

const named = EXPECTED.map(({ key }) => keyOf(key))

test.each(named)(
  'cloudwatch logs: asked about %s alone, the query returns it, and the answer is the same',
  async arn => {
    const texts: string[] = []
    const { ask } = aLogsEngine(
      query => {
        texts.push(query.text)
        return { rows: insightsRows(query, records) }
      },
      { places: [EXPECTED_QUESTION] },
    )
    const answer = await ask({ ...EXPECTED_QUESTION, keys: [arn], among: [arn] })
    const expected = [...expectedHistories('days')].filter(([key]) => key === arn)
    expect(comparable(answer.known ? answer.keys : new Map())).toEqual(comparable(new Map(expected)))
    expect(texts.every(text => text.includes(`resources.1.ARN in ["${arn}"]`))).toBe(true)
  },
)

test.each([
  ['more keys than the text has room for', named.slice(0, 11)],
  ['an ARN with a quotation mark', ['arn:aws:kms:us-east-1:111122223333:key/a"b']],
])('cloudwatch logs: the query names no key for %s', async (_, among) => {
  const texts: string[] = []
  const { ask } = aLogsEngine(
    query => {
      texts.push(query.text)
      return { rows: [] }
    },
    { places: [EXPECTED_QUESTION] },
  )
  await ask({ ...EXPECTED_QUESTION, keys: among, among })
  expect(texts.length).toBeGreaterThan(0)
  expect(texts.filter(text => text.includes(':key/'))).toEqual([])
})

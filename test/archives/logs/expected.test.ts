import { expect, test } from 'vitest'
import { comparable } from '../../interop/archives/comparable.ts'
import { EXPECTED, EXPECTED_QUESTION, expectedHistories } from '../expected/expected.ts'
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

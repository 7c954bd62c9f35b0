import { expect, test } from 'vitest'
import type { ArchiveAnswer } from '../../../src/archives/engine.ts'
import { insightsText, MOST_ACCOUNTS, MOST_CHARACTERS } from '../../../src/archives/logs/insights-text.ts'
import type { KeyHistory } from '../../../src/model/archive/archive-question.ts'
import { NOW } from '../../aws/a-place.ts'
import { aLogsEngine, aRow, dayOf, KEY, ROLE } from './a-logs-engine.ts'

const historyOf = (answer: ArchiveAnswer, key = KEY): KeyHistory | undefined =>
  answer.known ? answer.keys.get(key) : undefined
const day = (at: number): string => new Date(at).toISOString().slice(0, 10)
const doubtsOf = (answer: ArchiveAnswer): string[] =>
  answer.known ? answer.trace.doubts.map(({ since, until, why }) => `${day(since)} ${day(until)} ${why}`) : []

/** Three months of 2026. */
const QUARTER = { since: Date.UTC(2026, 0, 1), until: Date.UTC(2026, 3, 1) }

const NOVEMBER = { since: Date.UTC(2026, 10, 1) }

test('cloudwatch logs: the last use of a key is the latest of all months', async () => {
  const { ask, logs } = aLogsEngine(query => ({
    rows: [aRow(`${dayOf(query)}T10:00:00Z`, `${dayOf(query)}T12:00:00Z`)],
  }))
  const history = historyOf(await ask())
  expect(history?.first?.at).toBe(Date.UTC(2023, 0, 1, 10))
  expect(history?.last).toEqual({
    at: Date.UTC(2026, 10, 1, 12),
    operation: 'Decrypt',
    principal: ROLE,
    service: null,
    eventId: 'event-2026-11-01T12:00:00Z',
  })
  const queries = [...logs.executions.values()].map(({ query }) => query)
  expect(queries).toHaveLength(47)
  expect(queries[0]).toMatchObject({
    text: expect.stringMatching(/^SOURCE dataSource\(\['aws_cloudtrail\.management'\]\)\n\| filter eventSource = "kms/),
    startTime: Date.UTC(2026, 10, 1) / 1000,
    endTime: Date.UTC(2026, 10, 21) / 1000 - 1,
  })
})

test('cloudwatch logs: a ReEncrypt is a use of both of its keys', async () => {
  const other = KEY.replace(/ab$/, 'ff')
  const { ask } = aLogsEngine((_, started) => ({
    rows:
      started > 0
        ? []
        : [aRow('2026-11-02T10:00:00Z', undefined, { 'resources.1.ARN': other, eventName: 'ReEncrypt' })],
  }))
  const answer = await ask(NOVEMBER)
  expect([KEY, other].map(key => historyOf(answer, key)?.last?.operation)).toEqual(['ReEncrypt', 'ReEncrypt'])
})

test('cloudwatch logs: its silence is in doubt for the whole time', async () => {
  const { ask } = aLogsEngine(() => ({}))
  expect(doubtsOf(await ask())).toEqual([
    '2023-01-01 2026-11-21 it is not known whether CloudWatch Logs has every event of this time',
    '1970-01-01 2023-01-01 no event is older than 2023-01-01',
  ])
})

test('cloudwatch logs: dry runs and failed calls are no uses, and what is not understood is a doubt', async () => {
  const { ask } = aLogsEngine(() => ({
    rows: [
      aRow('2026-11-02T10:00:00Z', undefined, { 'requestParameters.dryRun': '1' }),
      aRow('2026-11-03T10:00:00Z', undefined, { errorCode: 'DisabledException' }),
      aRow('2026-11-04T10:00:00Z', undefined, { eventName: 'NewOperation' }),
      aRow('2026-11-05T10:00:00Z', undefined, { 'requestParameters.dryRun': 'perhaps' }),
      aRow('2026-11-06T10:00:00Z', undefined, { 'resources.0.ARN': 'arn:aws:s3:::bucket' }),
    ],
  }))
  const answer = await ask(NOVEMBER)
  expect(historyOf(answer)).toMatchObject({ last: null, refused: { at: Date.UTC(2026, 10, 3, 10) } })
  expect(doubtsOf(answer).filter(text => text.includes('not understood'))).toHaveLength(3)
})

test('cloudwatch logs: events outside the window do not count', async () => {
  const { ask, logs } = aLogsEngine(() => ({
    rows: ['2025-12-31', '2026-02-10', '2026-04-01'].map(at => aRow(`${at}T10:00:00Z`, undefined, { day: at })),
  }))
  const history = historyOf(await ask(QUARTER))
  expect([history?.first?.at, history?.last?.at]).toEqual([Date.UTC(2026, 1, 10, 10), Date.UTC(2026, 1, 10, 10)])
  // One day more, because an event may have been given a later time.
  expect([...logs.executions.values()].map(({ query }) => dayOf(query))).toEqual([
    '2026-04-01',
    '2026-03-01',
    '2026-02-01',
    '2026-01-01',
  ])
})

test('cloudwatch logs: results of several pages are read to the last row', async () => {
  const rows = ['01', '02', '03', '04', '05'].map(digits =>
    aRow('2026-11-02T10:00:00Z', undefined, { 'resources.0.ARN': KEY.replace(/ab$/, digits) }),
  )
  const { ask, aws } = aLogsEngine(() => ({ rows }), { pageSize: 2 })
  const answer = await ask(NOVEMBER)
  expect(answer.known && answer.keys.size).toBe(5)
  // One look, and three pages.
  expect(aws.calls['logs:GetQueryResults']).toBe(4)
})

test.each([
  ['Timeout', ['2026-03-01', '2026-03-16', '2026-03-01']],
  ['Failed', ['2026-03-01', '2026-03-22', '2026-03-01']],
] as const)('cloudwatch logs: a query that ends with %s is asked in halves', async (status, days) => {
  const march = { since: Date.UTC(2026, 2, 1), until: NOW }
  const { ask, logs, gaps } = aLogsEngine(query =>
    query.endTime - query.startTime > 30 * 86_400 && dayOf(query) === '2026-03-01'
      ? { status }
      : { rows: [aRow(`${dayOf(query)}T10:00:00Z`)] },
  )
  await ask(march)
  expect([...logs.executions.values()].map(({ query }) => dayOf(query)).filter(at => at < '2026-04')).toEqual(days)
  expect(gaps()).toEqual([])
})

test('cloudwatch logs: a query that always fails is a gap and a doubt, and the others count', async () => {
  const { ask, gaps, logs } = aLogsEngine(query =>
    dayOf(query).startsWith('2026-02') ? { status: 'Failed' } : { rows: [aRow(`${dayOf(query)}T10:00:00Z`)] },
  )
  const answer = await ask({ ...QUARTER, until: NOW })
  expect(historyOf(answer)?.last?.at).toBe(Date.UTC(2026, 10, 1, 10))
  expect(gaps()).toEqual([
    expect.stringMatching(/^111122223333 null server_error: eu-west-1, 2026-02-.*CloudWatch Logs does not say why/),
  ])
  // A month, its halves, and their halves.
  expect([...logs.executions.values()].filter(({ status }) => status === 'Failed')).toHaveLength(7)
})

test('cloudwatch logs: a query with as many rows as AWS returns is asked in halves', async () => {
  const many = Array.from({ length: 100 }, () => aRow('2026-11-02T10:00:00Z'))
  const { ask, gaps, logs } = aLogsEngine(
    (query, started) => ({ rows: started === 0 ? many : [aRow(`${dayOf(query)}T10:00:00Z`)] }),
    { mostRows: 100 },
  )
  const answer = await ask(NOVEMBER)
  expect(historyOf(answer)?.last?.at).toBe(Date.UTC(2026, 10, 11, 10))
  expect(gaps()).toEqual([])
  expect(logs.executions.size).toBe(3)
})

test('cloudwatch logs: a time that is no longer kept is no gap, and earlier times are not asked for', async () => {
  const refused =
    "Query's end date and time is either before the log groups creation time or exceeds the log groups log retention settings"
  const { ask, gaps, aws } = aLogsEngine(query =>
    dayOf(query) < '2026-06' ? { refused } : { rows: [aRow(`${dayOf(query)}T10:00:00Z`)] },
  )
  const answer = await ask()
  expect(historyOf(answer)?.first?.at).toBe(Date.UTC(2026, 5, 1, 10))
  expect(gaps()).toEqual([])
  expect(doubtsOf(answer)).toContainEqual(expect.stringContaining('2026-05-01 2026-06-01 Query'))
  expect(aws.calls['logs:StartQuery']).toBeLessThan(15)
})

test('cloudwatch logs: a query that is refused is one gap with the words of AWS, and no other is asked', async () => {
  const { ask, gaps, aws } = aLogsEngine(() => ({ refused: 'unexpected symbol found' }))
  const answer = await ask()
  expect(gaps()).toEqual([
    expect.stringMatching(/^111122223333 null unsupported: eu-west-1, 2026-11-01 .*: unexpected symbol found$/),
  ])
  expect(aws.calls['logs:StartQuery']).toBe(5)
  expect(doubtsOf(answer)).toContain('2023-01-01 2023-02-01 unexpected symbol found')
})

test('cloudwatch logs: queries wait while too many run', async () => {
  const { ask, gaps, logs } = aLogsEngine(() => ({ looks: 1 }), { atOnce: 1 })
  await ask(QUARTER)
  expect(gaps()).toEqual([])
  expect(logs.executions.size).toBe(4)
})

test('cloudwatch logs: Ctrl-C stops the queries, and a resumed run asks only for what is missing', async () => {
  const remembered = new Map<string, unknown>()
  const first = aLogsEngine(
    query => (dayOf(query) === '2026-02-01' ? { looks: Infinity } : { rows: [aRow(`${dayOf(query)}T10:00:00Z`)] }),
    { remembered },
  )
  const asked = first.ask(QUARTER)
  while (remembered.size < 3) await new Promise(resolve => setTimeout(resolve, 1))
  first.stop()
  await asked
  expect(first.gaps().join()).toContain('2026-02-01 to 2026-02-28: the query was stopped: the run was interrupted')
  expect([...first.logs.executions.values()].filter(({ isStopped }) => isStopped)).toHaveLength(1)

  const second = aLogsEngine(() => ({ rows: [] }), { remembered })
  await second.ask(QUARTER)
  expect([...second.logs.executions.values()].map(({ query }) => dayOf(query))).toEqual(['2026-02-01'])
})

test('cloudwatch logs: the limit of bytes stops further queries, and what was scanned is reported without a price', async () => {
  const { ask, engine, gaps, lines, logs } = aLogsEngine(() => ({ bytes: 3e9, looks: 2 }), {
    option: { maxBytes: 4e9 },
  })
  await ask()
  await engine.close()
  expect(gaps().join()).toContain('as many bytes have been scanned as --cloudwatch-logs-max-bytes permits')
  expect(logs.executions.size).toBeLessThan(12)
  expect(lines).toEqual([expect.stringMatching(/^CloudWatch Logs scanned \S+ GB in \d+ queries\. AWS bills/)])
})

test('cloudwatch logs: a log group is named in the call, and not in the query', async () => {
  const { ask, logs } = aLogsEngine(() => ({}), { option: { logGroup: 'CloudTrail/events' } })
  await ask(QUARTER)
  const [first] = logs.executions.values()
  expect(first?.query).toMatchObject({ logGroups: ['CloudTrail/events'], text: expect.stringMatching(/^filter /) })
})

test('cloudwatch logs: a query about many accounts is not longer than AWS permits', () => {
  const accounts = Array.from({ length: MOST_ACCOUNTS }, (_, index) => String(111122223333 + index))
  const regions = Array.from({ length: 34 }, (_, index) => `ap-southeast-${index}`)
  const keys = Array.from({ length: 10 }, (_, index) => KEY.replace(/.$/, String(index)))
  const text = insightsText({ accounts, regions }, { isDataSource: true, byDay: true, keys })
  expect(text).toContain(keys[9])
  expect(text.length).toBeLessThan(MOST_CHARACTERS)
})

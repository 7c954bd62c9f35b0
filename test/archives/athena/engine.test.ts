import { expect, test } from 'vitest'
import type { ArchiveAnswer } from '../../../src/archives/engine.ts'
import type { KeyHistory } from '../../../src/model/archive/archive-question.ts'
import { aRow, anAthena, KEY, monthOf } from './an-athena.ts'

const historyOf = (answer: ArchiveAnswer, key = KEY): KeyHistory | undefined =>
  answer.known ? answer.keys.get(key) : undefined

const doubtsOf = (answer: ArchiveAnswer): string[] =>
  answer.known
    ? (answer.trace.doubts ?? []).map(
        ({ since, until, why }) =>
          `${new Date(since).toISOString().slice(0, 10)} ${new Date(until).toISOString().slice(0, 10)} ${why}`,
      )
    : []

test('athena: the last use of a key is the latest of all months', async () => {
  const { ask, athena } = await anAthena(sql => ({
    rows: [aRow({ at: `${monthOf(sql)}T10:00:00Z`, last: `${monthOf(sql)}T12:00:00Z` })],
  }))
  const history = historyOf(await ask())
  expect(history?.first?.at).toBe(Date.UTC(2026, 0, 1, 10))
  expect(history?.last).toEqual({
    at: Date.UTC(2026, 10, 1, 12),
    operation: 'Decrypt',
    principal: 'arn:aws:iam::111122223333:role/app',
    service: null,
    eventId: 'event-2026-11-01T12:00:00Z',
  })
  expect(athena.executions.size).toBe(11)
})

test('athena: refusals, reads of the public key and the disabling of a key are no uses', async () => {
  const { ask } = await anAthena((_, started) => ({
    rows:
      started > 0
        ? []
        : [
            aRow({ at: '2026-01-02T00:00:00Z', kind: 'refused', error: 'DisabledException' }),
            aRow({ at: '2026-01-03T00:00:00Z', kind: 'public-key-read', operation: 'GetPublicKey' }),
            aRow({ at: '2026-01-04T00:00:00Z', kind: 'disabled', operation: 'DisableKey' }),
          ],
  }))
  expect(historyOf(await ask())).toMatchObject({
    last: null,
    refused: { at: Date.UTC(2026, 0, 2), error: 'DisabledException' },
    publicKeyReadAt: Date.UTC(2026, 0, 3),
    disabledAt: Date.UTC(2026, 0, 4),
  })
})

test('athena: days are counted by operation, principal and error', async () => {
  const { ask } = await anAthena((_, started) => ({
    rows:
      started > 0
        ? [aRow({ at: '2026-01-31T23:59:00Z', events: 2 })]
        : [
            aRow({ at: '2026-01-31T01:00:00Z', last: '2026-01-31T02:00:00Z', events: 7 }),
            aRow({ at: '2026-01-31T01:00:00Z', kind: 'failed', error: 'AccessDenied', events: 3 }),
          ],
  }))
  const days = historyOf(await ask({ until: Date.UTC(2026, 2, 1), detail: 'days' }))?.days
  const call = {
    day: '2026-01-31',
    operation: 'Decrypt',
    principal: 'arn:aws:iam::111122223333:role/app',
    service: null,
  }
  expect(days).toEqual([
    { ...call, error: null, events: 9 },
    { ...call, error: 'AccessDenied', events: 3 },
  ])
})

test('athena: results of several pages are read to the last row', async () => {
  const keys = Array.from({ length: 2500 }, (_, index) => `${KEY.slice(0, -4)}${String(index).padStart(4, '0')}`)
  const { ask, aws } = await anAthena((_, started) => ({
    rows: started === 0 ? keys.map(key => aRow({ at: '2026-01-02T00:00:00Z', key })) : [],
  }))
  const answer = await ask({ until: Date.UTC(2026, 1, 1) })
  expect(answer.known && answer.keys.size).toBe(2500)
  expect(aws.calls['athena:GetQueryResults']).toBe(3)
})

test('athena: one query serves several accounts and Regions, and each answer has its own keys', async () => {
  const other = { account: '444455556666', region: 'eu-west-1' }
  const key = KEY.replace('111122223333', other.account)
  const { ask, athena } = await anAthena(
    () => ({ rows: [aRow({ at: '2026-01-02T00:00:00Z' }), aRow({ at: '2026-01-03T00:00:00Z', key, ...other })] }),
    { places: [{ account: '111122223333', region: 'eu-west-1' }, other] },
  )
  const until = Date.UTC(2026, 1, 1)
  const [mine, theirs] = await Promise.all([ask({ until }), ask({ until, ...other })])
  expect(mine.known && [...mine.keys.keys()]).toEqual([KEY])
  expect(theirs.known && [...theirs.keys.keys()]).toEqual([key])
  expect(athena.executions.size).toBe(1)
  expect([...athena.executions.values()][0]?.sql).toContain("acct IN ('111122223333', '444455556666')")
})

test('athena: a month whose query fails is a gap and a doubt; the other months count', async () => {
  const { ask, gaps } = await anAthena(sql =>
    monthOf(sql) === '2026-03-01'
      ? { fails: { why: 'HIVE_BAD_DATA: something is wrong' } }
      : { rows: [aRow({ at: `${monthOf(sql)}T10:00:00Z` })] },
  )
  const answer = await ask()
  expect(historyOf(answer)?.last?.at).toBe(Date.UTC(2026, 10, 1, 10))
  expect(doubtsOf(answer)).toContain('2026-03-01 2026-04-01 HIVE_BAD_DATA: something is wrong')
  expect(gaps()).toEqual([
    '111122223333 null server_error: eu-west-1, 2026-03-01 to 2026-03-31: HIVE_BAD_DATA: something is wrong',
  ])
})

test('athena: a query that Athena calls retryable is tried again', async () => {
  const { ask, gaps, athena } = await anAthena((_, started) =>
    started < 2
      ? { fails: { why: 'Internal error', isRetryable: true } }
      : { rows: [aRow({ at: '2026-01-02T00:00:00Z' })] },
  )
  expect(historyOf(await ask({ until: Date.UTC(2026, 1, 1) }))?.last?.at).toBe(Date.UTC(2026, 0, 2))
  expect(gaps()).toEqual([])
  expect(athena.executions.size).toBe(3)
})

test('athena: a query that takes too long is asked in halves', async () => {
  const { ask, gaps, athena } = await anAthena((sql, started) =>
    started === 0 ? { fails: { why: 'Query timeout' } } : { rows: [aRow({ at: `${monthOf(sql)}T10:00:00Z` })] },
  )
  expect(historyOf(await ask({ until: Date.UTC(2026, 1, 1) }))?.last?.at).toBe(Date.UTC(2026, 0, 17, 10))
  expect(gaps()).toEqual([])
  expect([...athena.executions.values()].map(({ sql }) => monthOf(sql))).toEqual([
    '2026-01-01',
    '2026-01-01',
    '2026-01-17',
  ])
})

test('athena: a log file that Athena cannot read is left out, with its name', async () => {
  const path =
    's3://logs/AWSLogs/111122223333/CloudTrail/eu-west-1/2026/01/05/111122223333_CloudTrail_eu-west-1_20260105T1015Z_abc.json.gz'
  const { ask, athena } = await anAthena(sql =>
    sql.includes('"$path" NOT IN')
      ? { rows: [aRow({ at: '2026-01-02T00:00:00Z' })] }
      : { fails: { why: `HIVE_CURSOR_ERROR: Failed to read file at ${path}` } },
  )
  const answer = await ask({ until: Date.UTC(2026, 1, 1) })
  expect(historyOf(answer)?.last?.at).toBe(Date.UTC(2026, 0, 2))
  expect(answer.known && answer.trace.damaged).toEqual([
    { at: Date.UTC(2026, 0, 5, 10, 15), why: `HIVE_CURSOR_ERROR: Failed to read file at ${path}` },
  ])
  expect([...athena.executions.values()].at(-1)?.sql).toContain(`"$path" NOT IN ('${path}')`)
})

test('athena: records that are not understood are a doubt on their days', async () => {
  const { ask } = await anAthena(() => ({
    rows: [aRow({ at: '2026-01-05T10:00:00Z', kind: 'odd', key: '', operation: 'NewOperation', events: 2 })],
  }))
  expect(doubtsOf(await ask({ until: Date.UTC(2026, 1, 1) }))).toContain(
    '2026-01-05 2026-01-06 2 records of KMS are not understood: event event-2026-01-05T10:00:00Z, NewOperation',
  )
})

test('athena: changes of trails are in the trace of every place', async () => {
  const { ask } = await anAthena(() => ({
    rows: [
      aRow({
        at: '2026-01-05T10:00:00Z',
        kind: 'trail',
        key: '',
        operation: 'StopLogging',
        parameters: { name: 'all' },
      }),
    ],
  }))
  const answer = await ask({ until: Date.UTC(2026, 1, 1) })
  expect(answer.known && answer.trace.changes).toMatchObject([
    { operation: 'StopLogging', trail: 'all', recordsUses: false, account: '111122223333' },
  ])
})

test('athena: the silence of the table is doubted, because log files may be missing', async () => {
  const { ask } = await anAthena(() => ({}))
  expect(doubtsOf(await ask({ since: Date.UTC(2024, 11, 1), until: Date.UTC(2026, 1, 1) }))).toEqual([
    '2025-01-01 2026-02-01 digest files were not read (--athena-digests TABLE), so log files may be missing without a sign',
    '2024-12-01 2025-01-01 the table begins on 2025-01-01',
  ])
})

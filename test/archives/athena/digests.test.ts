import { expect, test } from 'vitest'
import { digestHours, readDigestRuns } from '../../../src/archives/athena/answer/digest-runs.ts'
import type { ArchiveAnswer } from '../../../src/archives/engine.ts'
import { coverageOf } from '../../../src/usage/coverage/coverage-of.ts'
import { HOUR } from '../../../src/model/time.ts'
import { aDigestRow, anAthena, aRow, DIGEST_TABLE_OF_TEST, KEY, monthOf, TABLE } from './an-athena.ts'

const DIGESTS = { database: 'audit', table: 'kms_audit_digests' }
const tables = { 'audit.kms_audit_trail': TABLE, 'audit.kms_audit_digests': DIGEST_TABLE_OF_TEST }
const proved = { options: { digests: DIGESTS }, athena: { tables } }

const WINTER = { since: Date.UTC(2026, 0, 1), until: Date.UTC(2026, 2, 1) }
const traceIn = (answer: ArchiveAnswer) => {
  if (!answer.known) throw new Error(answer.why)
  return answer.trace
}
const isFirst = (sql: string): boolean => monthOf(sql) === '2026-01-01'

/** Every hour of January and February 2026. */
const WHOLE = { start: WINTER.since, hours: 59 * 24, flags: 'uw' }

test('athena digests: a packed run is one digest file for each of its hours', () => {
  const runs = readDigestRuns(
    aDigestRow({ packed: '1767225600,3600,2,u,0;1767232800,1800,1,rbmw,3,1767218400;1767234600,3600,1,m,1,' }),
  )
  expect(runs === null ? [] : digestHours(runs)).toEqual([
    { ...aHour(0, 1), shows: { uses: true, writes: false } },
    { ...aHour(1, 2), shows: { uses: true, writes: false } },
    {
      ...aHour(2, 2.5),
      missing: 3,
      oldest: WINTER.since - 2 * HOUR,
      isRestart: true,
      isBackfill: true,
      shows: { uses: false, writes: true },
    },
    { ...aHour(2.5, 3.5), missing: 1, shows: { uses: false, writes: false } },
  ])
})

const aHour = (from: number, to: number) => ({
  trail: 'my_trail',
  home: 'eu-west-1',
  isOrganization: false,
  start: WINTER.since + from * HOUR,
  end: WINTER.since + to * HOUR,
  missing: 0,
  isRestart: false,
  isBackfill: false,
})

test.each(['1767225600,3600,2,u', 'soon,3600,2,u,0', '1767225600,3600,2,x,0', ';'])(
  'athena digests: runs that the query does not pack are not read: %s',
  packed => expect(readDigestRuns(aDigestRow({ packed }))).toBeNull(),
)

test('athena digests: hours that they prove are covered, and no other', async () => {
  const { ask } = await anAthena(
    sql => ({ rows: isFirst(sql) ? [aDigestRow({ ...WHOLE, hours: 100 }), aRow({ at: '2026-01-02T00:00:00Z' })] : [] }),
    proved,
  )
  const trace = traceIn(await ask(WINTER))
  expect(coverageOf(trace, null, WINTER).intervals).toEqual([
    { since: WINTER.since + 3 * HOUR, until: WINTER.since + 98 * HOUR },
  ])
})

test('athena digests: a Region is covered with the digest files of the home Region of the trail', async () => {
  const places = ['eu-west-1', 'us-east-1'].map(region => ({ partition: 'aws', account: '111122223333', region }))
  const rows = (regions: readonly string[]) =>
    regions.map(region => aDigestRow({ ...WHOLE, region, home: 'us-east-1' }))
  const hours = async (regions: readonly string[]): Promise<number> => {
    const { ask } = await anAthena(sql => ({ rows: isFirst(sql) ? rows(regions) : [] }), { ...proved, places })
    return coverageOf(traceIn(await ask(WINTER)), null, WINTER).intervals.length
  }
  expect(await hours(['eu-west-1', 'us-east-1'])).toBe(1)
  expect(await hours(['eu-west-1'])).toBe(0)
})

test('athena digests: a digest file that is not whole is named, and the time around it is in doubt', async () => {
  const name = '111122223333_CloudTrail-Digest_eu-west-1_my_trail_eu-west-1_20260103T100000Z.json.gz'
  const { ask } = await anAthena(
    sql => ({ rows: isFirst(sql) ? [['111122223333', 'eu-west-1', `!${name}`, 'digests', '', null, '0']] : [] }),
    proved,
  )
  expect(traceIn(await ask(WINTER)).damaged).toEqual([
    { at: Date.UTC(2026, 0, 3, 10), why: `${name}: it is not a whole digest file` },
  ])
})

test('athena digests: a query that fails with them is asked again without them, and its silence does not count', async () => {
  const { ask, athena, gaps } = await anAthena(
    sql =>
      sql.includes('kms_audit_digests')
        ? { fails: { why: 'HIVE_CURSOR_ERROR: Row is not a valid JSON Object' } }
        : { rows: isFirst(sql) ? [aRow({ at: '2026-01-02T00:00:00Z' })] : [] },
    proved,
  )
  const answer = await ask(WINTER)
  expect(answer.known && answer.keys.get(KEY)?.last?.at).toBe(Date.UTC(2026, 0, 2))
  expect(traceIn(answer).doubts[0]).toMatchObject({
    why: 'the query with digest files failed: HIVE_CURSOR_ERROR: Row is not a valid JSON Object',
  })
  expect([coverageOf(traceIn(answer), null, WINTER).intervals, gaps(), athena.executions.size]).toEqual([[], [], 4])
})

test('athena digests: a digest file that Athena cannot read is left out, and its hour is not covered', async () => {
  const path = `s3://logs/x/111122223333_CloudTrail-Digest_eu-west-1_my_trail_eu-west-1_20260103T100000Z.json.gz`
  const { ask } = await anAthena(
    sql => (isFirst(sql) && !sql.includes(path) ? { fails: { why: `HIVE_BAD_DATA: Error in ${path}` } } : { rows: [] }),
    proved,
  )
  expect(traceIn(await ask(WINTER)).damaged).toMatchObject([{ at: Date.UTC(2026, 0, 3, 10) }])
})

test('athena digests: after a change of a trail that is not understood, nothing counts until a use is recorded again', async () => {
  const places = ['eu-west-1', 'us-east-1'].map(region => ({ partition: 'aws', account: '111122223333', region }))
  // The trail is at home in us-east-1. In February, its log shows writes, but no use.
  const digests = places.flatMap(({ region }) => [
    aDigestRow({ ...WHOLE, region, home: 'us-east-1', hours: 31 * 24 }),
    aDigestRow({ start: Date.UTC(2026, 1, 1), hours: 28 * 24, flags: 'w', region, home: 'us-east-1' }),
  ])
  const change = { kind: 'trail', key: '', operation: 'PutEventSelectors', region: 'us-east-1' }
  const coverage = async (...changes: (string | null)[][]) => {
    const { ask } = await anAthena(sql => ({ rows: isFirst(sql) ? [...digests, ...changes] : [] }), {
      ...proved,
      places,
    })
    return coverageOf(traceIn(await ask(WINTER)), null, WINTER)
  }
  expect((await coverage()).intervals).toEqual([{ since: WINTER.since + 3 * HOUR, until: WINTER.until - 2 * HOUR }])
  const { intervals, doubts } = await coverage(aRow({ ...change, at: 'in January' }))
  expect(intervals).toEqual([])
  expect(doubts[0]?.why).toBe('a change of a trail is not understood')
})

test('athena digests: a table that skips what it cannot read proves nothing', async () => {
  const lenient = { ...TABLE, properties: { ...TABLE.properties, 'serde.param.ignore.malformed.json': 'TRUE' } }
  const { ask } = await anAthena(sql => ({ rows: isFirst(sql) ? [aDigestRow(WHOLE)] : [] }), {
    ...proved,
    athena: { tables: { ...tables, 'audit.kms_audit_trail': lenient } },
  })
  expect(coverageOf(traceIn(await ask(WINTER)), null, WINTER)).toEqual({
    intervals: [],
    doubts: [{ ...WINTER, why: 'the table skips what it cannot read (ignore.malformed.json)' }],
  })
})

test('athena digests: a table without the columns that prove what a trail recorded is named with the next step', async () => {
  const narrow = { ...TABLE, columns: TABLE.columns.filter(name => name !== 'readonly') }
  const { lines } = await anAthena(() => ({}), {
    ...proved,
    athena: { tables: { ...tables, 'audit.kms_audit_trail': narrow } },
  })
  expect(lines).toEqual([
    'The table audit.kms_audit_trail lacks the column readonly, so digest files may prove little. Drop the table, and create it again with the statement that kms-audit archive ddl --trail-bucket BUCKET --athena audit.kms_audit_trail --athena-digests audit.kms_audit_digests prints.',
  ])
  expect((await anAthena(() => ({}), proved)).lines).toEqual([])
})

test('athena digests: a query that fails about the home Region leaves its whole month open, also for other accounts', async () => {
  const management = { partition: 'aws', account: '444455556666', region: 'us-east-1' }
  const member = { partition: 'aws', account: '111122223333', region: 'eu-west-1' }
  const trail = { home: 'us-east-1', isOrganization: true }
  const created = aRow({
    ...management,
    at: '2026-01-01T00:30:00Z',
    kind: 'trail',
    key: '',
    operation: 'CreateTrail',
    parameters: { name: 'my_trail', isMultiRegionTrail: true, isOrganizationTrail: true },
  })
  // The query about January also reads the digest files of the first day of February.
  const home = [created, aDigestRow({ ...WHOLE, ...management, ...trail, hours: 32 * 24 })]
  const own = [aDigestRow({ ...WHOLE, ...member, ...trail })]
  const end = async (fails: boolean): Promise<number | undefined> => {
    const { ask } = await anAthena(
      sql => {
        const isHome = sql.includes(management.account)
        if (isHome && !isFirst(sql)) return fails ? { fails: { why: 'INTERNAL_ERROR' } } : { rows: [] }
        return { rows: isHome ? home : isFirst(sql) ? own : [] }
      },
      { ...proved, places: [member, management] },
    )
    const trace = traceIn(await ask({ ...WINTER, ...member }))
    return coverageOf(trace, null, WINTER).intervals.at(-1)?.until
  }
  expect(await end(false)).toBe(Date.UTC(2026, 1, 1, 22))
  expect(await end(true)).toBe(Date.UTC(2026, 0, 31, 22))
})

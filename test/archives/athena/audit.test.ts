import { expect, test } from 'vitest'
import { run } from '../../run.ts'
import { HOUR } from '../../../src/model/time.ts'
import { aDigestRow, aRow, monthOf } from './an-athena.ts'
import { anIo, AUDIT, KEY_ID, NOW, worldOf } from './audited-world.ts'

test('athena: an audit finds a use that is older than the tracking of KMS', async () => {
  const world = worldOf(sql => ({
    rows: monthOf(sql) === '2025-06-01' ? [aRow({ at: '2025-06-15T10:00:00Z' })] : [],
  }))
  const { exit, report, key, err } = await run([...AUDIT, '-o', 'json'], world, { io: anIo() })
  expect(exit).toBe(0)
  expect(key(KEY_ID).usage).toMatchObject({ status: 'used', last_used_at: '2025-06-15T10:00:00Z', source: 'athena' })
  expect(err).toContain('Athena scanned 41.4 GB in 23 queries: about $0.19 at list price.')
  expect(report().gaps.map(({ operation, reason }) => `${operation} ${reason}`)).toContain(
    'athena:StartQueryExecution partial',
  )
})

test('athena: --estimate counts the queries, and what they scan and cost, without running one', async () => {
  const { exit, out, aws } = await run(
    [...AUDIT, '--estimate'],
    worldOf(() => ({})),
    { io: anIo() },
  )
  expect(exit).toBe(0)
  const text = out.replaceAll('\n', ' ')
  expect(text).toContain('Athena: 23 queries, 5 at a time, the longest about 11 s.')
  expect(text).toContain('They scan about 42.7 GB in 1,420 log files, judging by 6 days of the account and Region.')
  expect(text).toContain('up to $0.20 for Athena and $0.01 for its requests to S3')
  expect(aws.calls['athena:StartQueryExecution']).toBeUndefined()
})

const DIGESTS = ['--athena-digests', 'audit.kms_audit_digests']

/** An hour after another from the start of the table to two hours ago, all in the answer for one month. */
const WHOLE_LIFE = aDigestRow({
  start: Date.UTC(2025, 0, 1),
  hours: Math.floor((NOW - 2 * HOUR - Date.UTC(2025, 0, 1)) / HOUR),
  flags: 'uw',
})

test.each([
  ['digest files of its whole life', [...AUDIT, ...DIGESTS], [WHOLE_LIFE], 'never'],
  [
    'digest files that begin after it',
    [...AUDIT, ...DIGESTS],
    [aDigestRow({ start: Date.UTC(2025, 5, 2), hours: 9000, flags: 'uw' })],
    'not_observed',
  ],
  ['no digest files', AUDIT, [], 'not_observed'],
])('athena: a key with %s', async (_, argv, rows, status) => {
  const world = worldOf(sql => ({ rows: monthOf(sql) === '2025-01-01' ? rows : [] }), {
    createdAt: Date.UTC(2025, 5, 1),
  })
  const { exit, key } = await run([...argv, '-o', 'json'], world, { io: anIo() })
  expect(exit).toBe(0)
  expect(key(KEY_ID).usage).toMatchObject({ status })
})

test('athena: --estimate counts digest files as well', async () => {
  const { out } = await run(
    [...AUDIT, ...DIGESTS, '--estimate'],
    worldOf(() => ({})),
    { io: anIo() },
  )
  expect(out).toContain('log files and digest files')
})

test('athena: a table that lacks columns ends the run before it begins', async () => {
  const { exit, out, err } = await run(
    ['--athena', 'audit.other'],
    worldOf(() => ({})),
    { io: anIo() },
  )
  expect({ exit, out }).toEqual({ exit: 2, out: '' })
  expect(err).toContain('Table audit.other does not exist in eu-west-1.')
})

test.each([
  [['--athena', 'nothing'], '--athena takes a table such as audit.kms_audit_trail'],
  [['--source', 'athena'], '--source athena needs a table of Athena.'],
  [['--source', 'lake'], '--source lake needs an event data store of CloudTrail Lake.'],
  [['--lake', 'mine'], '--lake takes the id of an event data store such as 1234abcd'],
  [['--athena', 'a.b', '--security-lake', 'a.b'], '--athena and --security-lake'],
  [['--athena', 'a.b', '--source', 'kms'], '--athena is not searched with --source kms.'],
  [['--athena-digests', 'a.d'], '--athena-digests has no effect without --athena.'],
  [
    ['--athena', 'a.b', '--athena-digests', 'a.d@eu-west-1'],
    '--athena-digests takes a table such as audit.kms_audit_digests',
  ],
  [
    ['--athena', 'audit.kms_audit_trail', '--athena-digests', 'audit.none'],
    'Table audit.none does not exist in eu-west-1.',
  ],
  [
    ['--athena', 'audit.kms_audit_trail', '--athena-digests', 'audit.kms_audit_trail'],
    'The table audit.kms_audit_trail lacks the columns awsaccountid,',
  ],
  [['--athena-workgroup', 'w'], '--athena-workgroup has no effect without --athena or --security-lake.'],
  [['--athena', 'a.b', '--athena-max-bytes', 'much'], '--athena-max-bytes takes a number of bytes such as 500GB'],
  [['--athena', 'a.b', '--athena-output', 'results'], '--athena-output takes a location such as s3://bucket/prefix/'],
])('athena: %j is refused', async (argv, message) => {
  const { exit, err } = await run(
    argv,
    worldOf(() => ({})),
    { io: anIo() },
  )
  expect(exit).toBe(2)
  expect(err).toContain(message)
})

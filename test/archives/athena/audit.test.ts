import { expect, test } from 'vitest'
import { run } from '../../run.ts'
import { aRow, monthOf } from './an-athena.ts'
import { anIo, AUDIT, KEY_ID, worldOf } from './audited-world.ts'

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

test('athena: a table that lacks columns ends the run before it begins', async () => {
  const { exit, out, err } = await run(
    ['--athena', 'audit.other'],
    worldOf(() => ({})),
    { io: anIo() },
  )
  expect({ exit, out }).toEqual({ exit: 2, out: '' })
  expect(err).toContain('There is no table audit.other in eu-west-1.')
})

test.each([
  [['--athena', 'nothing'], '--athena takes a table such as audit.kms_audit_trail'],
  [['--source', 'athena'], '--source athena needs a table of Athena.'],
  [['--source', 'lake'], '--source lake needs an event data store of CloudTrail Lake.'],
  [['--lake', 'mine'], '--lake takes the id of an event data store such as 1234abcd'],
  [['--athena', 'a.b', '--security-lake', 'a.b'], '--athena and --security-lake'],
  [['--athena', 'a.b', '--source', 'kms'], '--athena is not searched with --source kms.'],
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

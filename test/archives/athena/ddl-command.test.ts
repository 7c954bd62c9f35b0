import { expect, test } from 'vitest'
import { memoryIo } from '../../memory-io.ts'
import { run } from '../../run.ts'

const NOW = Date.UTC(2026, 10, 20, 14, 30)
const world = { clock: () => NOW, accounts: [] }
const ddl = (...argv: string[]) =>
  run(['archive', 'ddl', ...argv], world, { io: memoryIo({ env: {} }), signs: 'by-profile' })

test('archive ddl: it prints the table, and makes no AWS calls', async () => {
  const { exit, out, err, aws } = await ddl(
    '--trail-bucket',
    'logs',
    '--trail-prefix',
    'trail',
    '--trail-org',
    'o-exampleorgid',
  )
  expect(exit).toBe(0)
  expect(out).toMatch(/^CREATE EXTERNAL TABLE IF NOT EXISTS `default`.`kms_audit_trail` \(/)
  expect(out).toContain("LOCATION 's3://logs/trail/AWSLogs/o-exampleorgid/'")
  expect(out).toContain("'projection.day.range' = '2023/11/20,NOW'")
  expect(out).toMatch(/'projection.region.values' = 'af-south-1,.*,eu-west-1,.*us-west-2'/)
  expect(out).not.toContain('us-gov')
  expect(err).toContain('kms-audit --athena default.kms_audit_trail --estimate')
  expect(aws.log).toEqual([])
})

test('archive ddl: with --athena-digests, it prints both tables, and the policy has both', async () => {
  const named = ['--trail-bucket', 'logs', '--athena', 'audit.trail', '--athena-digests', 'audit.digests']
  const { out, err } = await ddl(...named)
  expect(out.match(/^CREATE .*$/gm)).toEqual([
    'CREATE EXTERNAL TABLE IF NOT EXISTS `audit`.`trail` (',
    'CREATE EXTERNAL TABLE IF NOT EXISTS `audit`.`digests` (',
  ])
  expect(out).toContain("'s3://logs/AWSLogs/${acct}/CloudTrail-Digest/${region}/${day}'")
  expect(err).toContain('--athena audit.trail --athena-digests audit.digests --estimate')
  expect((await ddl(...named, '--policy')).out).toContain('table/audit/digests')
})

test('archive ddl: with --policy, it prints what a search needs', async () => {
  const { out, err } = await ddl('--trail-bucket', 'logs', '--athena', 'Audit.Trail@us-gov-west-1', '--policy')
  const { Statement } = JSON.parse(out) as { Statement: { Resource: string }[] }
  expect(Statement[0]?.Resource).toBe('arn:aws-us-gov:athena:us-gov-west-1:*:workgroup/primary')
  expect(out).toContain('table/audit/trail')
  expect(err).toBe('')
})

test.each([
  [[], 'archive ddl needs the bucket of the trail.'],
  [['--trail-bucket', 'logs', '--trail-org', 'acme'], '--trail-org takes the id of an organization'],
  [['--trail-bucket', 'logs', '--trail-since', '2021-13-01'], '--trail-since takes a day such as 2021-06-01'],
  [['--trail-bucket', "lo'gs"], '--trail-bucket takes the name of a bucket'],
  [['--trail-bucket', 'logs', '--trail-prefix', "a'b"], '--trail-prefix takes a prefix'],
  [['--trail-bucket', 'logs', '--trail-index', 'ix'], '--trail-index has no effect with archive ddl'],
])('archive ddl: %j is refused', async (argv, message) => {
  const { exit, out, err } = await ddl(...argv)
  expect({ exit, out }).toEqual({ exit: 2, out: '' })
  expect(err).toContain(message)
})

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { LIMITS } from '../../../src/archives/athena/plan/limits.ts'
import { DAY } from '../../../src/model/time.ts'
import { memoryIo } from '../../memory-io.ts'
import { FAST, run, type Run } from '../../run.ts'
import { type AskedQuery, organization, NOW } from './simulated-organization.ts'

// Sessions are renewed by the machine's clock: here that is the clock of the simulation.
beforeAll(() => vi.useFakeTimers({ toFake: ['Date'], now: NOW }))
afterAll(() => vi.useRealTimers())

const env = {
  ...FAST,
  AWS_REGION: 'us-east-1',
  KMS_AUDIT_MAX_RATE: 'ListObjectsV2=5000,ListKeys=5000,ListAliases=5000',
}
const SEARCH = ['--athena', 'audit.kms_audit_trail@us-east-1', '--athena-digests', 'audit.digests']
const ORGANIZATION = ['--org', '--org-role', 'KmsAudit', '-r', 'all', ...SEARCH]

describe('300 accounts with 17 Regions and three years of log files', () => {
  const asked: AskedQuery[] = []
  let estimate: Run
  let audit: Run

  beforeAll(async () => {
    const options = { log: false, patience: 0 }
    estimate = await run([...ORGANIZATION, '--estimate'], organization(), {
      io: memoryIo({ env, tty: true }),
      ...options,
    })
    audit = await run([...ORGANIZATION, '--source', 'athena', '--no-requests', '-o', 'json'], organization(asked), {
      io: memoryIo({ env }),
      ...options,
    })
  }, 300_000)

  test('athena: --estimate prints the queries, the time and the dollars, in 80 columns, and runs none', () => {
    const { exit, out, aws } = estimate
    expect(exit).toBe(0)
    const lines = out.trimEnd().split('\n')
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(80)
    expect(lines.slice(lines.findIndex(line => line.startsWith('1 key')))).toEqual([
      '1 key: about 4 h 56 min (for the queries of Athena), up to $0.01 for CloudWatch',
      'metrics, $11.30 for Athena and $129.42 for its requests to S3.',
      'Regions and accounts are audited in parallel. Keys in use and AWS managed keys',
      'need fewer calls than this.',
      'Keys with a long CloudTrail history and no recorded use need more calls, up to',
      '--max-pages each.',
      'Athena: 111 queries, 5 at a time, the longest about 16 min. They scan about 2.5',
      'TB in 177,000,000 log files and digest files, judging by 1 day of each of 5,100',
      'accounts and Regions.',
    ])
    expect(aws.calls['athena:StartQueryExecution']).toBeUndefined()
    // For each account and Region one page of log files, the second one of the busiest, and one page of digest files.
    expect(aws.calls['s3:ListObjectsV2']).toBe(5112 + 5100)
  })

  test('athena: the queries that then run are those of the estimate, and each is within the limits of Athena', () => {
    expect(audit.exit).toBe(0)
    expect(audit.err).toContain('Athena scanned 2.5 TB in 111 queries: about $11.30 at list price.')
    expect(asked).toHaveLength(111)
    for (const { sql, accounts, regions, since, until, running } of asked) {
      expect(Buffer.byteLength(sql)).toBeLessThanOrEqual(LIMITS.sqlBytes)
      expect(accounts.length).toBeLessThanOrEqual(LIMITS.accounts)
      expect(2 * accounts.length * regions.length * ((until - since) / DAY + 1)).toBeLessThanOrEqual(LIMITS.partitions)
      expect(running).toBeLessThan(LIMITS.queries)
    }
  })
})

import { describe, expect, test } from 'vitest'
import { brokenTrailEvents, htmlPage, missingField } from '../../../src/simulation/faults/faults.ts'
import { deniedByIdentityPolicy, deniedByKeyPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { DAY, HOUR } from '../../../src/model/time.ts'
import { arn, aWorld, id, NOW } from '../../simulation/services/clients.ts'
import { memoryIo } from '../../memory-io.ts'
import { run } from '../../run.ts'
import { used, busy, quiet } from '../two-keys.ts'

const json = ['-o', 'json']

describe.concurrent('the last use', () => {
  test('last use: it is that of KMS, and CloudTrail is not asked about a key in use', async () => {
    const { key, aws } = await run(json, aWorld([busy]))
    expect(key(id(1))).toMatchObject({ last_used: '2026-11-20 11:30 UTC', disposition: 'in_use' })
    expect(aws.calls).not.toHaveProperty('cloudtrail:LookupEvents')
  })

  test('last use: a key without a known use shows the day since which it was watched', async () => {
    const { key } = await run(json, aWorld([busy, quiet]))
    expect(key(id(2))).toMatchObject({ last_used: 'Never since 2026-04-23', disposition: 'silent' })
    expect(key(id(2)).usage?.evidence.map(({ source }) => source)).toEqual(['kms', 'cloudtrail', 'cloudwatch'])
  })

  test('last use: one from before tracking began is dated by CloudWatch, to the hour', async () => {
    const old = simKey({ id: id(3), uses: [used(300 * DAY, 'GenerateDataKey')] })
    const { key } = await run(json, aWorld([old]))
    expect(key(id(3))).toMatchObject({
      disposition: 'stale',
      usage: { status: 'used', precision: 'hour', source: 'cloudwatch', operation: 'GenerateDataKey' },
    })
    expect(key(id(3)).usage?.last_used_at).toBe('2026-01-24T14:00:00Z')
  })

  test('last use: it comes from CloudTrail where KMS refuses a key', async () => {
    const { key } = await run(json, aWorld([busy, quiet]), {
      faults: [deniedByKeyPolicy({ operation: 'GetKeyLastUsage' })],
    })
    expect(key(id(1)).usage).toMatchObject({ status: 'used', source: 'cloudtrail', operation: 'Decrypt' })
    expect(key(id(2))).toMatchObject({ disposition: 'silent', last_used: 'Never since 2026-08-22' })
  })

  test('last use: CloudTrail alone is enough', async () => {
    const failed = { ...used(HOUR), errorCode: 'AccessDenied' }
    const dry = { ...used(2 * HOUR), dryRun: true, errorCode: 'DryRunOperationException' }
    const noisy = simKey({
      id: id(3),
      uses: [failed, dry, used(30 * HOUR, 'Encrypt')],
      noise: [used(HOUR, 'DescribeKey')],
    })
    const { key, aws } = await run([...json, '--source', 'cloudtrail', '--no-requests'], aWorld([noisy, quiet]))
    expect(key(id(3)).usage).toMatchObject({ last_used_at: '2026-11-19T08:30:00Z', operation: 'Encrypt' })
    expect(key(id(2)).usage).toMatchObject({ status: 'not_observed' })
    expect(Object.keys(aws.calls).toSorted()).toEqual([
      'cloudtrail:LookupEvents',
      'kms:DescribeKey',
      'kms:ListAliases',
      'kms:ListKeys',
      'sts:GetCallerIdentity',
    ])
  })

  test('last use: ReEncrypt counts for both its keys', async () => {
    const from = simKey({ id: id(3), uses: [{ ...used(5 * HOUR, 'ReEncrypt'), partner: arn(4) }] })
    const { key } = await run(json, aWorld([from, simKey({ id: id(4) })]))
    for (const each of [id(3), id(4)]) {
      expect(key(each)).toMatchObject({ last_used: '2026-11-20 09:30 UTC', monthly_usage: 1 })
    }
  })

  describe('of a ReEncrypt pair that CloudWatch does not list any more', () => {
    const again = [20 * DAY, 20 * DAY + HOUR, 22 * DAY].map(ago => ({ ...used(ago, 'ReEncrypt'), partner: arn(4) }))
    const world = () => aWorld([simKey({ id: id(3), uses: [...again, used(25 * DAY)] }), simKey({ id: id(4) })])

    test('last use: without CloudTrail the count of a ReEncrypt pair that CloudWatch no longer lists is unknown and says why', async () => {
      const { key, report } = await run(json, world())
      for (const each of [id(3), id(4)]) {
        expect(key(each)).toMatchObject({ last_used: '2026-10-31 14:30 UTC', monthly_usage: null })
        expect(report().gaps.filter(({ key_id }) => key_id === each)).toMatchObject([
          {
            operation: 'cloudwatch:GetMetricData',
            reason: 'partial',
            message: expect.stringContaining(
              'the ReEncrypt call with another key at 2026-10-31 14:30 UTC (kms) is not counted',
            ),
          },
        ])
      }
    })

    test('last use: a ReEncrypt pair that CloudWatch no longer lists is asked for where CloudTrail names it', async () => {
      const { key, report } = await run([...json, '--source', 'kms,cloudtrail'], world())
      expect(key(id(3))).toMatchObject({ monthly_usage: 4 })
      expect(key(id(4))).toMatchObject({ monthly_usage: 3 })
      expect(report().gaps).toEqual([])
    })
  })

  test('last use: unknown, with a gap, if every source is denied', async () => {
    const faults = [
      deniedByIdentityPolicy({ operation: 'GetKeyLastUsage' }),
      deniedByIdentityPolicy({ operation: 'LookupEvents' }),
      deniedByIdentityPolicy({ service: 'cloudwatch' }),
    ]
    const { report, aws, out } = await run(json, aWorld([busy, quiet, simKey({ id: id(3) })]), { faults })
    expect(report().summary).toMatchObject({ unknown: 3, in_use: 0, silent: 0 })
    expect(report().savings.unused_key_count).toBe(0)
    expect(report().keys.map(({ last_used, monthly_usage }) => [last_used, monthly_usage])).toEqual(
      Array.from({ length: 3 }, () => ['Unknown', null]),
    )
    expect(out).not.toMatch(/Never/)
    expect(report().gaps.map(({ operation, reason }) => `${operation} ${reason}`)).toEqual(
      [
        'cloudtrail:LookupEvents denied',
        'cloudwatch:ListMetrics denied',
        'cloudwatch:GetMetricData denied',
        'kms:GetKeyLastUsage denied',
      ].toSorted(),
    )
    expect(aws.calls['cloudtrail:LookupEvents']).toBeLessThanOrEqual(4)
  })

  test('last use: after refusals by the policies of some keys the other keys are asked', async () => {
    const faults = [deniedByKeyPolicy({ operation: 'GetKeyLastUsage', keyId: id(2) })]
    const { key, report } = await run([...json, '--source', 'kms'], aWorld([quiet, busy]), { faults })
    expect(key(id(1)).disposition).toBe('in_use')
    expect(key(id(2))).toMatchObject({ last_used: 'Unknown', disposition: 'unknown' })
    expect(report().gaps).toMatchObject([{ key_id: id(2), operation: 'kms:GetKeyLastUsage', reason: 'denied' }])
  })

  test('last use: a source is given up after two answers that are none, with one gap for the place', async () => {
    const keys = Array.from({ length: 30 }, (_, n) => simKey({ id: id(n) }))
    const { report, aws, exit } = await run([...json, '--source', 'kms'], aWorld(keys), {
      faults: [htmlPage({ operation: 'GetKeyLastUsage' })],
      io: memoryIo({ env: { AWS_REGION: 'us-east-1' } }),
    })
    expect(exit).toBe(0)
    expect(report().gaps).toMatchObject([{ key_id: null, operation: 'kms:GetKeyLastUsage', reason: 'unsupported' }])
    expect(aws.calls['kms:GetKeyLastUsage']).toBeLessThanOrEqual(10)
    expect(report().summary.unknown).toBe(30)
  })

  test('last use: a use without its time is not taken for no use', async () => {
    const { key } = await run([...json, '--source', 'kms', '--no-requests'], aWorld([busy]), {
      faults: [missingField('Timestamp', { operation: 'GetKeyLastUsage' })],
    })
    expect(key(id(1))).toMatchObject({ last_used: 'Unknown', disposition: 'unknown' })
  })

  test('last use: the silence of records that cannot be read decides nothing', async () => {
    const { key, report } = await run([...json, '--source', 'cloudtrail'], aWorld([busy]), {
      faults: [brokenTrailEvents()],
    })
    expect(key(id(1)).usage?.status).not.toBe('not_observed')
    expect(report().gaps).toContainEqual(
      expect.objectContaining({ operation: 'cloudtrail:LookupEvents', reason: 'malformed' }),
    )
  })

  test('last use: CloudTrail decides nothing where the lookup by ARN misses a known event', async () => {
    const blind = hiddenByArn()
    const { key, report } = await run([...json, '--source', 'cloudtrail'], aWorld([busy, quiet]), { faults: blind })
    expect(key(id(2)).last_used).toBe('Unknown')
    expect(report().gaps).toMatchObject([{ operation: 'cloudtrail:LookupEvents', reason: 'unsupported', key_id: null }])
  })

  test('last use: it is partial, and unknown, when a busy history ends before its horizon', async () => {
    const noise = [{ operation: 'DescribeKey', at: NOW - HOUR, count: 500, over: 10 * DAY }]
    const { key, report } = await run(
      [...json, '--source', 'cloudtrail', '--max-pages', '2'],
      aWorld([simKey({ id: id(3), noise })]),
    )
    expect(key(id(3))).toMatchObject({ last_used: 'Unknown', usage: { evidence: [{ status: 'partial' }] } })
    expect(report().gaps).toMatchObject([{ reason: 'partial', key_id: id(3) }])
  })
})

/** A CloudTrail that finds events by name, but not by the ARN of a key. */
function hiddenByArn() {
  return [{ operation: 'LookupEvents', when: isByArn, effect: emptyPage }]
}

const isByArn = ({ input }: { input: unknown }): boolean => JSON.stringify(input).includes('ResourceName')

const emptyPage = {
  kind: 'raw',
  status: 200,
  contentType: 'application/x-amz-json-1.1',
  body: '{"Events":[]}',
} as const

import { describe, expect, test } from 'vitest'
import type { QuotasAssessment } from '../../src/model/assessments/quotas.ts'
import { DAY, HOUR } from '../../src/model/time.ts'
import { deniedByIdentityPolicy } from '../../src/simulation/faults/aws-errors.ts'
import type { Fault } from '../../src/simulation/faults/faults.ts'
import { WireError } from '../../src/simulation/wire/call.ts'
import { simKey, type SimUse } from '../../src/simulation/world/sim-key.ts'
import { usageMetrics } from '../../src/simulation/world/sim-usage.ts'
import { simAccount, type SimulatedWorld } from '../../src/simulation/world/world.ts'
import { run, type RunOptions } from '../run.ts'
import { ACCOUNT, aWorld, id, NOW } from '../simulation/services/clients.ts'

const called = (operation: string, count: number, more: Partial<SimUse> = {}): SimUse => ({
  operation,
  at: NOW - HOUR,
  count,
  over: 2 * DAY,
  by: `arn:aws:iam::${ACCOUNT}:role/shop`,
  ...more,
})
const refused = { errorCode: 'AccessDenied' }

const metrics = usageMetrics([{ resource: 'DescribeKey', calls: [{ at: NOW - HOUR }] }])
const world = (uses: readonly SimUse[], noise: readonly SimUse[] = []): SimulatedWorld =>
  aWorld([], {
    accounts: [
      simAccount({ id: ACCOUNT, regions: { 'us-east-1': { keys: [simKey({ id: id(1), uses })], noise, metrics } } }),
    ],
  })

async function quotas(words: readonly string[], simulated: SimulatedWorld, options: RunOptions = {}) {
  const ran = await run(['quotas', '-o', 'json', ...words], simulated, options)
  const result = (): QuotasAssessment => JSON.parse(ran.out) as QuotasAssessment
  const rates = () =>
    result().findings.flatMap(({ check, status, rule, detail }) =>
      check === 'quota-error-rate' ? [[status, rule ?? null, detail]] : [],
    )
  return { ...ran, result, rates }
}

describe('quotas --errors', () => {
  test('quotas: without --errors CloudTrail is not called, and the result says that failed calls were not read', async () => {
    const { result, rates, aws } = await quotas([], world([called('Decrypt', 10, refused)]))
    expect(result().failed_calls).toBeNull()
    expect(rates()).toEqual([['not_applicable', null, 'Failed calls were not read. Use --errors.']])
    expect(aws.calls['cloudtrail:LookupEvents']).toBeUndefined()
    const { out } = await run(['quotas'], world([]))
    expect(out).toMatch(/^Failures +not read: add --errors/m)
  })

  test('quotas: failed calls are counted by operation and error code over every page', async () => {
    const uses = [
      called('Decrypt', 90),
      called('Decrypt', 9, refused),
      called('Sign', 1, { errorCode: 'NotFoundException' }),
    ]
    const { result, aws } = await quotas(['--errors'], world(uses, [called('ListKeys', 30)]))
    expect(result().failed_calls).toMatchObject([
      {
        region: 'us-east-1',
        is_complete: true,
        why: null,
        calls: 130,
        failed: 10,
        operations: [
          { operation: 'Decrypt', calls: 99, failed: 9, error_codes: { AccessDenied: 9 } },
          { operation: 'ListKeys', calls: 30, failed: 0, error_codes: {} },
          { operation: 'Sign', calls: 1, failed: 1, error_codes: { NotFoundException: 1 } },
        ],
      },
    ])
    expect(aws.calls['cloudtrail:LookupEvents']).toBe(3)
  })

  test('quotas: a dry run that would succeed is not a failed call', async () => {
    const { result } = await quotas(['--errors'], world([called('Decrypt', 5, { dryRun: true })]))
    expect(result().failed_calls).toMatchObject([{ calls: 5, failed: 0 }])
  })

  test('quotas: quota-error-rate fails from --error-rate on, which implies --errors', async () => {
    const simulated = world([called('Decrypt', 95), called('Decrypt', 5, refused)])
    const [[status, rule, detail] = []] = (await quotas(['--error-rate', '5'], simulated)).rates()
    expect([status, rule]).toEqual(['fail', 'Decrypt'])
    expect(detail).toMatch(/^5 of 100 Decrypt calls failed in us-east-1 since .* UTC \(5 %\): AccessDenied 5\.$/)
    expect((await quotas(['--error-rate', '6'], simulated)).rates()).toEqual([['pass', null, '']])
  })

  test('quotas: an operation with fewer than 20 calls has no rate', async () => {
    const { rates } = await quotas(['--errors'], world([called('Decrypt', 19, refused)]))
    expect(rates()).toEqual([['pass', null, '']])
  })

  test('quotas: with more pages than --max-pages the result says how far it got, and nothing passes', async () => {
    const { result, rates, err } = await quotas(['--max-pages', '2'], world([called('Decrypt', 300)]))
    const [record] = result().failed_calls ?? []
    expect(record).toMatchObject({ calls: 100, failed: 0, is_complete: false })
    expect(Date.parse(record?.since ?? '')).toBeGreaterThan(NOW - DAY)
    expect(rates()).toMatchObject([['unknown', null, expect.stringContaining('stopped after 2 pages of 50 events')]])
    expect(result().gaps).toMatchObject([{ operation: 'cloudtrail:LookupEvents', reason: 'partial' }])
    expect(err).toContain('cloudtrail:LookupEvents partial')
  })

  test('quotas: many failures in the part that was read are a finding, and the rest is unknown', async () => {
    const { rates } = await quotas(['--max-pages', '2'], world([called('Decrypt', 300, refused)]))
    expect(rates().map(([status, rule]) => [status, rule])).toEqual([
      ['fail', 'Decrypt'],
      ['unknown', null],
    ])
  })

  test('quotas: without permission for CloudTrail the rates are measured, and failed calls are unknown', async () => {
    const faults = [deniedByIdentityPolicy({ operation: 'LookupEvents' })]
    const { result, rates, exit } = await quotas(['--errors'], world([]), { faults })
    expect(exit).toBe(0)
    expect(result().failed_calls).toMatchObject([{ since: null, is_complete: false, calls: 0 }])
    expect(rates()).toMatchObject([
      ['unknown', null, expect.stringContaining('CloudTrail of us-east-1 could not be read')],
    ])
    expect(result().quotas.find(({ operation }) => operation === 'DescribeKey')).toMatchObject({ calls: 1 })
    const { out } = await run(['quotas', '--errors'], world([]), { faults })
    expect(out).toMatch(/^Failures +us-east-1: unknown, /m)
  })

  test('quotas: throttled lookups are tried again', async () => {
    const faults: Fault[] = [{ operation: 'LookupEvents', times: 2, effect: { kind: 'error', error: throttling } }]
    const { result } = await quotas(['--errors'], world([called('Decrypt', 60)]), { faults })
    expect(result().failed_calls).toMatchObject([{ calls: 60, is_complete: true }])
  })

  test('quotas: a record that cannot be read is in no count, and lets nothing pass', async () => {
    const faults: Fault[] = [{ operation: 'LookupEvents', effect: { kind: 'change', change: withoutNames } }]
    const { result, rates } = await quotas(['--errors'], world([called('Decrypt', 3)]), { faults })
    expect(result().failed_calls).toMatchObject([{ calls: 0, not_understood: 3 }])
    expect(rates()).toMatchObject([['unknown', null, expect.stringContaining('records of 3 calls')]])
  })

  test('quotas: calls that CloudTrail saw throttled fail quota-throttled where no metric counts them', async () => {
    const throttled = [called('Decrypt', 2, { errorCode: 'ThrottlingException' })]
    const { result } = await quotas(['--errors'], world(throttled))
    const failing = result().findings.filter(one => one.check === 'quota-throttled' && one.status === 'fail')
    expect(failing).toMatchObject([
      {
        rule: 'Decrypt',
        detail: expect.stringMatching(/^CloudTrail has 2 Decrypt calls that KMS throttled in us-east-1 since /),
      },
    ])
  })

  test('quotas: a window that CloudTrail does not keep is refused', async () => {
    const { exit, err } = await run(['quotas', '--errors', '--usage-days', '91'], world([]))
    expect(exit).toBe(2)
    expect(err).toContain('--usage-days 91 is beyond the 90 days that CloudTrail keeps in its event history.')
  })
})

const throttling = () => new WireError('ThrottlingException', 'Rate exceeded')
const withoutNames = (body: string) => body.replaceAll('eventName', 'eventname').replaceAll('EventName', 'eventname')

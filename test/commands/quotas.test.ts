import { describe, expect, test } from 'vitest'
import type { QuotaRecord, QuotasAssessment } from '../../src/model/assessments/quotas.ts'
import { DAY, HOUR, MINUTE } from '../../src/model/time.ts'
import { deniedByIdentityPolicy } from '../../src/simulation/faults/aws-errors.ts'
import type { Fault } from '../../src/simulation/faults/faults.ts'
import { WireError } from '../../src/simulation/wire/call.ts'
import { type SimUsage, usageMetrics } from '../../src/simulation/world/sim-usage.ts'
import { simAccount, type SimRegion, type SimulatedWorld } from '../../src/simulation/world/world.ts'
import { run, type RunOptions } from '../run.ts'
import { ACCOUNT, aWorld, NOW } from '../simulation/services/clients.ts'

/** So many calls a second over some minutes, which begin at a moment. */
const calls = (start: number, perSecond: number, minutes: number) => ({
  at: start + minutes * MINUTE - 1,
  count: perSecond * minutes * 60,
  over: minutes * MINUTE,
})
/** Whole minutes and hours before the run. */
const ago = (time: number) => Math.floor((NOW - time) / HOUR) * HOUR
const everyNight = (perSecond: number) =>
  Array.from({ length: 31 }, (_, day) => calls(ago(day * DAY + 12 * HOUR), perSecond, 5))

const calledOften: SimUsage[] = [
  {
    resource: 'CreateGrant',
    calls: [...everyNight(4), calls(ago(5 * DAY), 40, 2)],
    throttled: [calls(ago(5 * DAY), 2, 1)],
  },
  { resource: 'DescribeKey', calls: everyNight(2) },
]

const usage = (...all: SimUsage[]): Partial<SimRegion> => ({ metrics: usageMetrics(all) })

const world = (region: Partial<SimRegion> = usage(...calledOften)): SimulatedWorld =>
  aWorld([], { accounts: [simAccount({ id: ACCOUNT, regions: { 'us-east-1': { keys: [], ...region } } })] })

async function quotas(words: readonly string[] = [], options: RunOptions & { region?: Partial<SimRegion> } = {}) {
  const { region, ...others } = options
  const ran = await run(['quotas', '-o', 'json', ...words], world(region), others)
  const result = JSON.parse(ran.out) as QuotasAssessment
  const quota = (name: string): QuotaRecord => {
    const found = result.quotas.find(({ operation, quota_name }) => operation === name || quota_name === name)
    if (found === undefined) throw new Error(`no quota of ${name}`)
    return found
  }
  return { ...ran, result, quota, statusOf: (check: string, name: string) => statusOf(result, check, quota(name)) }
}

const findingOf = ({ findings }: QuotasAssessment, check: string, { quota_code }: QuotaRecord) =>
  findings.find(each => each.check === check && each.resource?.id === quota_code)
const statusOf = (result: QuotasAssessment, check: string, quota: QuotaRecord) =>
  findingOf(result, check, quota)?.status

const throttling = () => new WireError('Throttling', 'Rate exceeded')
const denied = (operation: string): Fault => deniedByIdentityPolicy({ operation })

describe('quotas: what is measured', () => {
  test('quotas: the highest minute is compared with the quota, with calls, throttled calls and the usual rate', async () => {
    const { quota, exit } = await quotas()
    expect(exit).toBe(0)
    expect(quota('CreateGrant')).toMatchObject({
      per_second: 50,
      source: 'applied',
      status: 'measured',
      calls: 30 * 1200 + 4800,
      throttled: 120,
      last_throttled_at: '2026-11-15T14:00:00Z',
      peak_per_second: 40,
      peak_at: '2026-11-15T14:01:00Z',
      peak_seconds: 60,
      used_percent: 80,
      headroom_per_second: 10,
      usual_per_second: 4,
    })
  })

  test('quotas: a burst that is older than the minutes of CloudWatch is an average over five minutes', async () => {
    const old = [{ resource: 'CreateGrant', calls: [calls(ago(20 * DAY), 40, 1)] }]
    const { quota, result } = await quotas([], { region: usage(...old) })
    expect(quota('CreateGrant')).toMatchObject({ peak_per_second: 8, peak_seconds: 300, calls: 2400 })
    expect(result.window.resolutions.map(({ seconds }) => seconds)).toEqual([60, 300])
  })

  test('quotas: a window of a year adds averages over an hour', async () => {
    const old = [{ resource: 'CreateGrant', calls: [calls(ago(200 * DAY), 40, 30)] }]
    const { quota, result } = await quotas(['--usage-days', '365'], { region: usage(...old) })
    expect(quota('CreateGrant')).toMatchObject({ peak_per_second: 20, peak_seconds: 3600 })
    expect(result.window).toMatchObject({ days: 365, day_rate_seconds: 3600 })
    expect(result.window.resolutions.map(({ seconds }) => seconds)).toEqual([60, 300, 3600])
  })

  test('quotas: an operation without calls beside others with calls has 0 calls, and is not in the table', async () => {
    const { quota } = await quotas()
    expect(quota('ListKeys')).toMatchObject({ status: 'measured', calls: 0, throttled: 0, used_percent: 0 })
    const { out } = await run(['quotas'], world())
    expect(out).toContain('CreateGrant')
    expect(out).not.toContain('ListKeys')
    expect(out).toMatch(/Not used +\d+ quotas without calls/)
  })

  test('quotas: without any data of CloudWatch, numbers are unknown, and nothing fails or passes', async () => {
    const { result, out, exit } = await quotas([], { region: {} })
    expect(exit).toBe(0)
    expect(new Set(result.quotas.map(({ status, calls: sum }) => `${status} ${sum}`))).toEqual(
      new Set(['no_data null']),
    )
    expect(new Set(result.findings.map(({ status }) => status))).toEqual(new Set(['not_applicable']))
    expect(result.gaps).toEqual([])
    expect(out).not.toContain('"calls": 0')
  })

  test('quotas: a quota with a default only has the default, and one without a usage metric is not measured', async () => {
    const region = {
      usage,
      quotas: { applied: { CreateGrant: 80 }, defaultOnly: ['DescribeKey'], unmetered: ['PutKeyPolicy'] },
    }
    const { quota, statusOf: status } = await quotas([], { region })
    expect(quota('CreateGrant')).toMatchObject({ per_second: 80, default_per_second: 50, source: 'applied' })
    expect(quota('DescribeKey')).toMatchObject({ per_second: 2000, source: 'default' })
    expect(quota('PutKeyPolicy request rate')).toMatchObject({ operation: null, status: 'no_metric', calls: null })
    expect(status('quota-near-limit', 'PutKeyPolicy request rate')).toBe('not_applicable')
  })

  test('quotas: quotas that are not about rates are left out', async () => {
    const { result } = await quotas()
    expect(result.quotas.map(({ quota_name }) => quota_name)).not.toContain('Customer Master Keys (CMKs)')
  })
})

describe('quotas: throttled calls', () => {
  test('quotas: without data about throttled calls in CloudWatch, their number is not known, and no check passes or fails', async () => {
    const never = [{ resource: 'CreateGrant', calls: everyNight(4) }]
    const { quota, statusOf: status } = await quotas([], { region: usage(...never) })
    expect(quota('CreateGrant')).toMatchObject({ throttled: null, throttle_status: 'no_data', calls: 36_000 })
    expect(status('quota-throttled', 'CreateGrant')).toBe('not_applicable')
  })

  test('quotas: where one quota has throttled calls, none for another means 0, which passes', async () => {
    const { quota, statusOf: status } = await quotas()
    expect(quota('DescribeKey')).toMatchObject({ throttled: 0, throttle_status: 'measured' })
    expect([status('quota-throttled', 'CreateGrant'), status('quota-throttled', 'DescribeKey')]).toEqual([
      'fail',
      'pass',
    ])
  })
})

describe('quotas: pages, refusals and throttling', () => {
  test('quotas: every page of datapoints is read', async () => {
    const minutely = [{ at: NOW - MINUTE, count: 31 * 1440, over: 31 * DAY }]
    const busy = ['CreateGrant', 'DescribeKey', 'ListAliases', 'ListGrants', 'ListKeys']
    const { result, aws } = await quotas([], {
      region: usage(...busy.map(resource => ({ resource, calls: minutely }))),
    })
    const used = result.quotas.filter(({ operation }) => busy.includes(operation ?? ''))
    const minutes = (Date.parse(result.window.until) - Date.parse(result.window.since)) / MINUTE
    expect(new Set(used.map(({ status, calls: sum }) => `${status} ${sum}`))).toEqual(
      new Set([`measured ${minutes - 1}`]),
    )
    // Hours, five minutes, and two pages of minutes.
    expect(aws.calls['cloudwatch:GetMetricData']).toBe(4)
  })

  test('quotas: without CloudWatch, use is unknown with a gap, and no check passes', async () => {
    const { quota, result, statusOf: status, err } = await quotas([], { faults: [denied('GetMetricData')] })
    expect(quota('CreateGrant')).toMatchObject({ status: 'unread', calls: null, throttled: null, used_percent: null })
    for (const check of ['quota-near-limit', 'quota-throttled', 'quota-spike'])
      expect(status(check, 'CreateGrant')).toBe('unknown')
    expect(result.findings.filter(({ status: one }) => one === 'pass')).toEqual([])
    expect(result.gaps).toMatchObject([
      { operation: 'cloudwatch:GetMetricData', reason: 'denied', region: 'us-east-1' },
    ])
    expect(err).toContain('cloudwatch:GetMetricData denied')
  })

  test('quotas: without the quotas of the account, the defaults are shown and decide nothing', async () => {
    const { quota, statusOf: status, result } = await quotas([], { faults: [denied('ListServiceQuotas')] })
    expect(quota('CreateGrant')).toMatchObject({ per_second: 50, source: 'assumed_default', used_percent: 80 })
    expect(status('quota-near-limit', 'CreateGrant')).toBe('unknown')
    expect(status('quota-throttled', 'CreateGrant')).toBe('fail')
    expect(result.gaps).toMatchObject([{ operation: 'servicequotas:ListServiceQuotas', reason: 'denied' }])
    const { out } = await run(['quotas'], world(), { faults: [denied('ListServiceQuotas')] })
    expect(out).toMatch(/ 50 \* /)
    expect(out).toContain('the default quota: the quota of this account could not be read')
  })

  test('quotas: without the default quotas, the applied ones count', async () => {
    const { quota, result } = await quotas([], { faults: [denied('ListAWSDefaultServiceQuotas')] })
    expect(quota('CreateGrant')).toMatchObject({ per_second: 50, source: 'applied', default_per_second: null })
    expect(result.gaps).toMatchObject([{ operation: 'servicequotas:ListAWSDefaultServiceQuotas', reason: 'denied' }])
  })

  test('quotas: without any quotas no Region answers, which is exit code 3', async () => {
    const faults = [denied('ListServiceQuotas'), denied('ListAWSDefaultServiceQuotas')]
    const { exit, out, err } = await run(['quotas'], world(), { faults })
    expect([exit, out]).toEqual([3, ''])
    expect(err).toContain('Could not read the request quotas of KMS in any Region or account')
  })

  test('quotas: throttled calls are tried again', async () => {
    const faults: Fault[] = [{ operation: 'GetMetricData', times: 3, effect: { kind: 'error', error: throttling } }]
    const { quota, result } = await quotas([], { faults })
    expect(quota('CreateGrant').status).toBe('measured')
    expect(result.gaps).toEqual([])
  })

  test('quotas: a later page that fails leaves numbers that are too low, and they pass no check', async () => {
    const faults: Fault[] = [
      deniedByIdentityPolicy({
        operation: 'GetMetricData',
        when: ({ input }) => JSON.stringify(input).includes('"Period":300'),
      }),
    ]
    const { quota, statusOf: status } = await quotas(['--warn-at', '90'], { faults })
    expect(quota('CreateGrant')).toMatchObject({ status: 'partial', usual_per_second: null })
    expect(status('quota-near-limit', 'CreateGrant')).toBe('unknown')
    expect(status('quota-throttled', 'CreateGrant')).toBe('fail')
  })
})

describe('quotas: the checks', () => {
  test('quotas: quota-near-limit fails at the percentage of --warn-at, and not one below', async () => {
    const at = await quotas(['--warn-at', '80'])
    const above = await quotas(['--warn-at', '81'])
    expect(at.statusOf('quota-near-limit', 'CreateGrant')).toBe('fail')
    expect(above.statusOf('quota-near-limit', 'CreateGrant')).toBe('pass')
  })

  test('quotas: the remedy asks AWS for twice the highest rate, with the code of the quota', async () => {
    const { result, quota } = await quotas()
    const { detail, remedy } = findingOf(result, 'quota-near-limit', quota('CreateGrant')) ?? {}
    expect(detail).toBe(
      'CreateGrant reached 40 of 50 requests per second (80 %) on average over the minute from 2026-11-15 14:01 UTC.',
    )
    expect(remedy).toBe(
      `aws service-quotas request-service-quota-increase --service-code kms --quota-code ${quota('CreateGrant').quota_code} --desired-value 80 --region us-east-1`,
    )
  })

  test('quotas: quota-spike fails from --spike times the usual rate on', async () => {
    const three = await quotas()
    expect(findingOf(three.result, 'quota-spike', three.quota('CreateGrant'))?.detail).toBe(
      'CreateGrant reached 16 requests per second on 2026-11-15; the median of all days is 4 (averages over 5 minutes).',
    )
    expect((await quotas(['--spike', '4'])).statusOf('quota-spike', 'CreateGrant')).toBe('fail')
    expect((await quotas(['--spike', '5'])).statusOf('quota-spike', 'CreateGrant')).toBe('pass')
  })

  test('quotas: a rate below a tenth of the quota is not a spike', async () => {
    const little = [{ resource: 'DescribeKey', calls: [...everyNight(1), calls(ago(3 * DAY), 100, 5)] }]
    expect((await quotas([], { region: usage(...little) })).statusOf('quota-spike', 'DescribeKey')).toBe('pass')
  })

  test('quotas: fewer than seven days say nothing about what is usual', async () => {
    const { statusOf: status } = await quotas(['--usage-days', '5'])
    expect(status('quota-spike', 'CreateGrant')).toBe('not_applicable')
  })

  test('quotas: --fail-on gives exit code 1 for a check', async () => {
    expect((await quotas(['--fail-on', 'quota-near-limit'])).exit).toBe(1)
    expect((await quotas(['--fail-on', 'quota-near-limit', '--warn-at', '95'])).exit).toBe(0)
  })
})

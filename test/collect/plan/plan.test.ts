import { describe, expect, test } from 'vitest'
import { planOf, type Plan } from '../../../src/collect/plan/plan.ts'
import { planText } from '../../../src/collect/plan/plan-text.ts'
import { loadSources } from '../../../src/sources/load-sources.ts'
import { NO_ARCHIVES } from '../../../src/archives/registry.ts'
import type { AuditOptions } from '../../../src/model/options/options.ts'

const options: AuditOptions = {
  regions: null,
  profiles: [],
  manager: 'customer',
  keys: [],
  exceptKeys: [],
  tags: [],
  unusedDays: 90,
  requestDays: 30,
  sources: 'auto',
  archives: NO_ARCHIVES,
  doubleCheck: false,
  maxPages: 40,
  maxRates: {},
  who: false,
  dependents: null,
  oneKey: null,
  busiest: 0,
  pricePerKey: null,
  prices: 'list',
  needs: [],
  looks: { states: [], inUse: true, unused: true },
  trustOrganization: false,
  inventory: null,
  fast: false,
  maxDuration: null,
  checkpoint: null,
  accounts: { roleArns: [], externalId: null, sessionName: 'kms-audit', organization: null },
}

const listed = (keys: readonly number[]) =>
  keys.map((count, index) => ({
    place: { partition: 'aws', account: '111122223333', region: `eu-west-${index + 1}` },
    keys: count,
  }))

const planWith = async (keys: readonly number[], changed: Partial<AuditOptions>): Promise<Plan> => {
  const changedOptions = { ...options, ...changed }
  return planOf(listed(keys), changedOptions, await loadSources(changedOptions), [])
}

describe('a run takes', () => {
  test.each<[string, readonly number[], Partial<AuditOptions>, number]>([
    ['five keys a second', [1000], {}, 200],
    ['as long as its largest place: places run side by side', [1000, 300, 20], {}, 200],
    ['no time for no keys', [], {}, 0],
    ['two keys a second where only CloudTrail is asked', [1000], { sources: ['cloudtrail'] }, 500],
    ['two keys a second where CloudTrail is asked beside KMS', [1000], { sources: ['kms', 'cloudtrail'] }, 500],
    ['next to nothing for the inventory alone', [1000], { sources: [], requestDays: null }, 0.5],
    ['little where only CloudWatch is asked', [1000], { sources: ['cloudwatch'] }, 6],
    ['what --max-rate makes of it', [10_000], { maxRates: { 'kms:GetKeyLastUsage': 50 } }, 200],
    ['as long as the second opinion where KMS is fast', [1000], { maxRates: { 'kms:GetKeyLastUsage': 50 } }, 30],
    ['as long as the second opinions of few keys', [50], {}, 25],
    ['with --fast, no longer than the last-use queue', [50], { fast: true }, 10],
  ])('plan: a run takes %s', async (_, keys, changed, seconds) => {
    expect((await planWith(keys, changed)).seconds).toBeCloseTo(seconds, 6)
  })

  test.each<[string, Partial<AuditOptions>, number]>([
    ['three looks at CloudWatch: counts, and hindsight to the day and the hour', {}, 0.21],
    ['two without request counts', { requestDays: null }, 0.14],
    ['one without hindsight', { sources: ['kms'] }, 0.07],
    ['nothing without both', { sources: ['kms'], requestDays: null }, 0],
  ])('plan: the cost is that of %s', async (_, changed, dollars) => {
    const { dollars: costs } = await planWith([400, 600], changed)
    expect(costs.get('CloudWatch metrics') ?? 0).toBeCloseTo(dollars, 6)
    expect(costs.size).toBe(dollars === 0 ? 0 : 1)
  })
})

test.each([
  [{ keys: 300, seconds: 60, dollars: 0.031 }, /^300 keys: about 60 s .*, up to \$0\.04 for CloudWatch metrics$/],
  [{ keys: 300, seconds: 59.2, dollars: 0 }, /^300 keys: about 60 s \(AWS limits the rate of calls\)$/],
  [{ keys: 450, seconds: 90, dollars: 0 }, /about 2 min/],
  [{ keys: 100_000, seconds: 20_000, dollars: 14 }, /^100,000 keys: about 5 h 34 min .*\$14\.00/],
])('plan: the words for %j round up', ({ keys, seconds, dollars }, words) => {
  const costs = new Map(dollars === 0 ? [] : [['CloudWatch metrics', dollars]])
  const plan = {
    seconds,
    dollars: costs,
    notes: [],
    isByTag: false,
    places: listed([keys]).map(each => ({ ...each, calls: {}, seconds: 0 })),
  }
  expect(planText(plan)).toMatch(words)
  expect(planText(plan)).not.toMatch(/Never/)
})

test('plan: facts about an account are read once for all its Regions', async () => {
  const { places } = await planWith([1000, 300, 20], { needs: ['identities'] })
  const calls = places.map(place => place.calls['iam:GetAccountAuthorizationDetails'] ?? 0)
  expect(calls.reduce((sum, count) => sum + count)).toBe(1)
})

import { type Finding, SEVERITIES, type Severity } from '../../model/finding.ts'
import type { KeyRecord, PlaceRecord, Report } from '../../model/report/report.ts'
import { isUnused } from '../../model/report/unused.ts'

/** What the sinks for metrics send about one account and Region, or about all of them. */
export interface MetricSet {
  keys: number
  unusedKeys: number
  /** US dollars. Null: a price is not known. */
  monthlyCost: number | null
  potentialMonthlySavings: number | null
  /** Keys by verdict, with 0 for a verdict that no key has. */
  byVerdict: Record<KeyRecord['disposition'], number>
  /** Failing findings by severity, with 0. Null: no check was run. */
  findings: Record<Severity, number> | null
  /** Findings that could not be decided. Null: no check was run. */
  findingsUnknown: number | null
  /** What could not be read. */
  gaps: number
}

export interface PlaceMetrics {
  account: string
  region: string
  metrics: MetricSet
}

/** What is about an account as a whole, and so belongs to no Region. */
export interface AccountMetrics {
  account: string
  metrics: Pick<MetricSet, 'findings' | 'findingsUnknown' | 'gaps'>
}

export interface ReportMetrics {
  /** Of each account and Region that answered. */
  places: PlaceMetrics[]
  /** Of each account with findings or gaps of its own. */
  accounts: AccountMetrics[]
  /** Null: an account or Region did not answer, so that the sums would be too low. */
  total: MetricSet | null
  /** Accounts and Regions that did not answer: `111122223333 eu-west-1`. */
  unreachable: string[]
}

/** Returns the numbers of a report. A number that is not known is null, never zero. Pure. */
export function reportMetrics(report: Report): ReportMetrics {
  const answered = report.scope.places.filter(({ status }) => status !== 'unreachable')
  const unreachable = report.scope.places.filter(({ status }) => status === 'unreachable')
  return {
    places: answered.map(({ account_id: account, region }) => ({
      account,
      region,
      metrics: metricsOf(report, { account_id: account, region }),
    })),
    accounts: accountMetrics(report),
    total: unreachable.length === 0 ? metricsOf(report, null) : null,
    unreachable: unreachable.map(({ account_id, region }) => `${account_id} ${region}`),
  }
}

function accountMetrics(report: Report): AccountMetrics[] {
  const findings = report.findings?.filter(({ region }) => region === null)
  const gaps = report.gaps.filter(({ region, account_id: account }) => region === null && account !== '')
  const accounts = new Set([...(findings ?? []), ...gaps].map(({ account_id: account }) => account))
  return [...accounts].toSorted().map(account => {
    const isOf = (one: { account_id: string }): boolean => one.account_id === account
    return { account, metrics: findingCounts(findings?.filter(isOf) ?? null, gaps.filter(isOf).length) }
  })
}

/** @param place null: all of them */
function metricsOf(report: Report, place: Pick<PlaceRecord, 'account_id' | 'region'> | null): MetricSet {
  const isThere = (one: { account_id: string; region: string | null }): boolean =>
    place === null || (one.account_id === place.account_id && one.region === place.region)
  const keys = report.keys.filter(isThere)
  const unused = keys.filter(isUnused)
  const findings = report.findings?.filter(isThere) ?? null
  return {
    keys: keys.length,
    unusedKeys: unused.length,
    // A key that could not be read has no price, and does not make the sum of the others unknown.
    monthlyCost: priceSum(keys.filter(({ error }) => error === null)),
    potentialMonthlySavings: priceSum(unused),
    byVerdict: countsBy(VERDICTS, keys, ({ disposition }) => disposition),
    ...findingCounts(findings, report.gaps.filter(isThere).length),
  }
}

const findingCounts = (findings: readonly Finding[] | null, gaps: number): AccountMetrics['metrics'] => ({
  findings:
    findings &&
    countsBy(
      SEVERITIES,
      findings.filter(({ status }) => status === 'fail'),
      ({ severity }) => severity,
    ),
  findingsUnknown: findings && findings.filter(({ status }) => status === 'unknown').length,
  gaps,
})

const VERDICTS = ['in_use', 'stale', 'never', 'silent', 'new', 'unknown'] as const

function countsBy<W extends string, T>(
  words: readonly W[],
  items: readonly T[],
  wordOf: (item: T) => W,
): Record<W, number> {
  const counts = Object.fromEntries(words.map(word => [word, 0])) as Record<W, number>
  for (const item of items) counts[wordOf(item)] += 1
  return counts
}

const priceSum = (keys: readonly KeyRecord[]): number | null =>
  keys.reduce<number | null>(
    (sum, { cost: { key: price } }) => (sum === null || price === null ? null : sum + price),
    0,
  )

import { toolVersion } from '../lib/process/version.ts'
import type { AdviceRecord, AdviceReport, AdviceTotals, UnusedKeyRecord } from '../model/advice.ts'
import type { SecretsAssessment } from '../model/assessments/secrets.ts'
import { DOLLAR } from '../model/cost.ts'
import { isPendingDeletion } from '../model/key.ts'
import type { KeyRecord, Report } from '../model/report/report.ts'
import { isUnused } from '../model/report/unused.ts'
import type { AdviceInput, AdviceOrigin } from './advice-kind.ts'
import { billsOf, mayCostMore } from './bills.ts'
import { SavingsCounter } from './count-savings.ts'
import { adviceKinds } from './index.ts'
import { missingFacts } from './shared/facts.ts'

export interface AdviceSources {
  report: Report
  /** `saved` if it is left out. */
  origin?: AdviceOrigin
  /** Null: secrets were not read. */
  secrets: SecretsAssessment | null
  /** What AWS billed. Null or left out: it was not asked. */
  actualCosts?: AdviceReport['actual_costs']
  /** What was saved since an earlier report. Null: there is none. */
  realized: AdviceTotals['realized']
}

/** Says what to change so that KMS costs less, with what it saves. Pure: records in, one document out. */
export function advise(sources: AdviceSources): AdviceReport {
  const { report, secrets, realized, actualCosts = null, origin = 'saved' } = sources
  const input: AdviceInput = { report, origin, keys: report.keys.filter(canHaveAdvice), secrets }
  const bills = billsOf(report)
  const counter = new SavingsCounter(input.keys, bills, report.request_days ?? 30, secretPriceIn(secrets))
  const advice: AdviceRecord[] = []
  const notGiven: AdviceReport['not_given'] = []
  for (const [kind, { title, needs, advise: draftsOf }] of Object.entries(adviceKinds)) {
    const missing = missingFacts(needs, input)
    if (missing !== null) notGiven.push({ kind, title, ...missing })
    for (const draft of draftsOf(input).toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))) {
      const one = counter.count(kind, draft)
      if (one !== null) advice.push(one)
    }
  }
  const unused = report.keys.filter(isUnused).map(unusedKey)
  return {
    kind: 'kms-audit-advice',
    schema_version: 1,
    tool_version: toolVersion(),
    generated_at: report.generated_at,
    request_days: report.request_days ?? null,
    totals: totalsOf(report.keys, unused, advice, realized),
    bills,
    unused_keys: unused,
    actual_costs: actualCosts,
    advice,
    not_given: notGiven,
    gaps: [...report.gaps],
  }
}

const canHaveAdvice = (key: KeyRecord): boolean =>
  key.error === null && !isUnused(key) && !(key.key_state !== null && isPendingDeletion(key.key_state))

const orderOf = ({ account_id, region, resource }: Pick<AdviceRecord, 'account_id' | 'region' | 'resource'>): string =>
  JSON.stringify([account_id, region, resource.type, resource.id])

const unusedKey = ({ account_id, region, key_arn, cost }: KeyRecord): UnusedKeyRecord => ({
  account_id,
  region,
  key_arn,
  monthly_savings: cost.key,
})

function totalsOf(
  keys: readonly KeyRecord[],
  unused: readonly UnusedKeyRecord[],
  advice: readonly AdviceRecord[],
  realized: AdviceTotals['realized'],
): AdviceTotals {
  const withStatus = (status: AdviceRecord['status']): number => advice.filter(one => one.status === status).length
  const isPriced = unused.every(one => one.monthly_savings !== null)
  return {
    currency: 'USD',
    unused_keys: {
      keys: unused.length,
      unknown: keys.filter(({ disposition }) => disposition === 'unknown').length,
      is_lower_bound: keys.some(key => isUnused(key) && mayCostMore(key)),
      monthly_savings: isPriced ? sumOf(unused) : null,
    },
    advice: {
      count: withStatus('suggested'),
      unknown: withStatus('unknown'),
      blocked: withStatus('blocked'),
      monthly_savings: sumOf(advice),
    },
    realized,
  }
}

const sumOf = (items: readonly { monthly_savings: number | null }[]): number =>
  items.reduce((sum, one) => sum + Math.round((one.monthly_savings ?? 0) * DOLLAR), 0) / DOLLAR

function secretPriceIn(secrets: SecretsAssessment | null): (arn: string) => number | null {
  const prices = new Map(secrets?.secrets.map(({ arn, monthly_cost: price }) => [arn, price]))
  return arn => prices.get(arn) ?? null
}

import type { Report } from '../../model/report/report.ts'
import { SEVERITIES } from '../../model/finding.ts'
import { type MetricSet, reportMetrics } from '../metrics/report-metrics.ts'

/** A value of a metric, as PutMetricData takes it. */
export interface MetricValue {
  MetricName: string
  Dimensions: { Name: string; Value: string }[]
  Timestamp: Date
  Value: number
  Unit: 'Count' | 'None'
}

export interface MetricData {
  values: MetricValue[]
  /** What is not published because it is not known: `PotentialMonthlySavings`. */
  unknown: string[]
  /** Accounts and Regions that did not answer, so that there are no totals. */
  unreachable: readonly string[]
}

const VERDICT_METRICS = {
  in_use: 'KeysInUse',
  stale: 'KeysStale',
  never: 'KeysNeverUsed',
  silent: 'KeysSilent',
  new: 'KeysNew',
  unknown: 'KeysUnknown',
} as const satisfies Record<keyof MetricSet['byVerdict'], string>

const SEVERITY_METRICS = {
  critical: 'FindingsCritical',
  high: 'FindingsHigh',
  medium: 'FindingsMedium',
  low: 'FindingsLow',
  info: 'FindingsInfo',
} as const satisfies Record<(typeof SEVERITIES)[number], string>

/** CloudWatch has no unit for currencies. */
const DOLLARS: readonly string[] = ['MonthlyCost', 'PotentialMonthlySavings']

/**
 * Returns the values of all metrics: the totals without dimensions, and those of each account and Region that has keys.
 * Each set of dimensions is a metric that CloudWatch charges for, so there is none for each key. Findings of an account
 * as a whole have no Region. Pure.
 */
export function metricData(report: Report): MetricData {
  const { places, accounts, total, unreachable } = reportMetrics(report)
  const Timestamp = new Date(report.generated_at)
  const sets = [
    ...(total === null ? [] : [{ Dimensions: [], metrics: total }]),
    ...places
      .filter(({ metrics }) => metrics.keys > 0)
      .map(({ account, region, metrics }) => ({
        Dimensions: dimensions({ AccountId: account, Region: region }),
        metrics,
      })),
    ...accounts.map(({ account, metrics }) => ({ Dimensions: dimensions({ AccountId: account }), metrics })),
  ]
  const named = sets.flatMap(({ Dimensions, metrics }) =>
    namedValues(metrics).map(([MetricName, Value]) => ({ MetricName, Dimensions, Timestamp, Value })),
  )
  return {
    values: named.flatMap(({ Value, ...metric }) =>
      Value === null ? [] : [{ ...metric, Value, Unit: DOLLARS.includes(metric.MetricName) ? 'None' : 'Count' }],
    ),
    unknown: [...new Set(named.filter(({ Value }) => Value === null).map(({ MetricName }) => MetricName))],
    unreachable,
  }
}

/** The name and value of each metric. Null: not known. */
function namedValues(metrics: Partial<MetricSet>): [name: string, value: number | null][] {
  const { keys, unusedKeys, monthlyCost, potentialMonthlySavings, byVerdict, findings, findingsUnknown, gaps } = metrics
  const single = {
    Keys: keys,
    UnusedKeys: unusedKeys,
    MonthlyCost: monthlyCost,
    PotentialMonthlySavings: potentialMonthlySavings,
  }
  const values = [
    ...Object.entries(single),
    ...Object.entries(VERDICT_METRICS).map(([verdict, name]) => [name, byVerdict?.[verdict as never]] as const),
    ...SEVERITIES.map(severity => [SEVERITY_METRICS[severity], findings?.[severity]] as const),
    // Without checks there are no findings, which is not worth a note.
    ['FindingsUnknown', findingsUnknown ?? undefined] as const,
    ['Gaps', gaps] as const,
  ]
  return values.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
}

/** CloudWatch takes ASCII only, which account ids and names of Regions are, unless a saved report was edited. */
const dimensions = (values: Readonly<Record<string, string>>): MetricValue['Dimensions'] =>
  Object.entries(values).map(([Name, value]) => ({ Name, Value: value.replace(/[^!-~]/g, '?').slice(0, 1024) || '?' }))

/** Names of all metrics. */
export const METRIC_NAMES: readonly string[] = [
  'Keys',
  'UnusedKeys',
  ...DOLLARS,
  ...Object.values(VERDICT_METRICS),
  ...Object.values(SEVERITY_METRICS),
  'FindingsUnknown',
  'Gaps',
]

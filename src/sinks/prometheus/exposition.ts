import type { Report } from '../../model/report/report.ts'
import { type MetricSet, type ReportMetrics, reportMetrics } from '../metrics/report-metrics.ts'

interface Family {
  name: string
  help: string
  /** The samples of one account and Region: further labels, and the value. */
  samples(
    metrics: Partial<MetricSet>,
  ): readonly (readonly [labels: Readonly<Record<string, string>>, value: number | null | undefined])[]
}

const byWord = (label: string, counts: Readonly<Record<string, number>> | null | undefined) =>
  Object.entries(counts ?? {}).map(([word, count]) => [{ [label]: word }, count] as const)

/** Every metric is a gauge, which Prometheus can add up over accounts and Regions. */
const FAMILIES: readonly Family[] = [
  { name: 'kms_audit_keys', help: 'KMS keys by verdict.', samples: ({ byVerdict }) => byWord('verdict', byVerdict) },
  {
    name: 'kms_audit_unused_keys',
    help: 'KMS keys without known use in the configured number of days.',
    samples: ({ unusedKeys }) => [[{}, unusedKeys]],
  },
  {
    name: 'kms_audit_monthly_cost_dollars',
    help: 'Monthly price of the KMS keys in US dollars, without requests.',
    samples: ({ monthlyCost }) => [[{}, monthlyCost]],
  },
  {
    name: 'kms_audit_potential_monthly_savings_dollars',
    help: 'Monthly price of the unused KMS keys in US dollars.',
    samples: ({ potentialMonthlySavings }) => [[{}, potentialMonthlySavings]],
  },
  {
    name: 'kms_audit_findings',
    help: 'Failing findings by severity.',
    samples: ({ findings }) => byWord('severity', findings),
  },
  {
    name: 'kms_audit_findings_unknown',
    help: 'Findings that could not be decided.',
    samples: ({ findingsUnknown }) => [[{}, findingsUnknown]],
  },
  {
    name: 'kms_audit_gaps',
    help: 'Answers of AWS that are missing in the report.',
    samples: ({ gaps }) => [[{}, gaps]],
  },
]

/**
 * Returns the numbers of a report in the text format of Prometheus, for the textfile collector of node_exporter. A number
 * that is not known has no sample. There are no timestamps, which the collector rejects.
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function* exposition(report: Report): Generator<string> {
  const metrics = reportMetrics(report)
  for (const family of FAMILIES) yield* familyText(family, metrics)
  yield* gauge('kms_audit_report_timestamp_seconds', 'Time of the audit.', [
    [{}, Math.floor(Date.parse(report.generated_at) / 1000)],
  ])
  const reached = report.scope.places.map(
    ({ account_id, region, status }) => [{ account_id, region }, status === 'unreachable' ? 0 : 1] as const,
  )
  yield* gauge('kms_audit_place_up', 'Whether the account and Region answered.', reached)
  yield* gauge('kms_audit_info', 'Version of kms-audit that made the report.', [[{ version: report.tool_version }, 1]])
}

/** Findings and gaps of an account as a whole have no label for the Region. */
const familyText = ({ name, help, samples }: Family, { places, accounts }: ReportMetrics): Generator<string> =>
  gauge(name, help, [
    ...places.flatMap(({ account, region, metrics }) => labelled({ account_id: account, region }, samples(metrics))),
    ...accounts.flatMap(({ account, metrics }) => labelled({ account_id: account }, samples(metrics))),
  ])

const labelled = (labels: Readonly<Record<string, string>>, samples: ReturnType<Family['samples']>) =>
  samples.map(([more, value]) => [{ ...labels, ...more }, value] as const)

function* gauge(
  name: string,
  help: string,
  samples: readonly (readonly [labels: Readonly<Record<string, string>>, value: number | null | undefined])[],
): Generator<string> {
  const known = samples.flatMap(([labels, value]) => (value == null ? [] : [`${name}${labelText(labels)} ${value}\n`]))
  if (known.length === 0) return
  yield `# HELP ${name} ${help}\n# TYPE ${name} gauge\n`
  yield* known
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const texts = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`)
  return texts.length === 0 ? '' : `{${texts.join(',')}}`
}

const escaped = (value: string): string => value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')

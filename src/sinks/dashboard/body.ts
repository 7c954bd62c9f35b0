import { METRICS_NAMESPACE as NAMESPACE } from '../../model/metrics-namespace.ts'

/** What tells a dashboard of this program from others. */
export const MARKER = 'Published by kms-audit'

/** Seconds. Metrics are published about once a day or once a month. */
const DAY = 86_400

interface Widget {
  type: 'text' | 'metric'
  x: number
  y: number
  width: number
  height: number
  properties: object
}

/**
 * Returns the body of the dashboard. It is the same for every report: the numbers are those of the metrics.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 *
 * @param region of the metrics
 */
export const dashboardBody = (region: string): { start: string; widgets: Widget[] } => ({
  // Ninety days, in which a monthly report has three values.
  start: '-P90D',
  widgets: [
    {
      type: 'text',
      x: 0,
      y: 0,
      width: 24,
      height: 2,
      properties: { markdown: `# AWS KMS keys\n${MARKER}. Run \`kms-audit publish cloudwatch\` to add values.` },
    },
    at(0, 2, 6, latest(region, 'Unused keys', ['UnusedKeys'])),
    at(6, 2, 6, latest(region, 'Possible savings, USD a month', ['PotentialMonthlySavings'])),
    at(12, 2, 6, latest(region, 'Cost of keys, USD a month', ['MonthlyCost'])),
    at(18, 2, 6, latest(region, 'Keys', ['Keys'])),
    at(0, 8, 12, overTime(region, 'Keys by verdict', VERDICTS, true)),
    at(12, 8, 12, overTime(region, 'Findings by severity', SEVERITIES, true)),
    at(0, 14, 12, byPlace(region, 'Unused keys by account and Region', 'UnusedKeys')),
    at(12, 14, 12, byPlace(region, 'Possible savings by account and Region, USD a month', 'PotentialMonthlySavings')),
    at(0, 20, 24, overTime(region, 'What is not known', ['KeysUnknown', 'FindingsUnknown', 'Gaps'], false)),
  ],
})

const VERDICTS = ['KeysInUse', 'KeysStale', 'KeysNeverUsed', 'KeysSilent', 'KeysNew', 'KeysUnknown']
const SEVERITIES = ['FindingsCritical', 'FindingsHigh', 'FindingsMedium', 'FindingsLow', 'FindingsInfo']

const at = (x: number, y: number, width: number, properties: object): Widget => ({
  type: 'metric',
  x,
  y,
  width,
  height: 6,
  properties,
})

const common = (region: string, title: string) => ({ region, title, stat: 'Maximum', period: DAY })

/** The newest value, with a line for the others. */
const latest = (region: string, title: string, names: readonly string[]): object => ({
  ...common(region, title),
  view: 'singleValue',
  sparkline: true,
  metrics: names.map(name => [NAMESPACE, name]),
})

const overTime = (region: string, title: string, names: readonly string[], stacked: boolean): object => ({
  ...common(region, title),
  view: 'timeSeries',
  stacked,
  metrics: names.map(name => [NAMESPACE, name]),
})

const byPlace = (region: string, title: string, name: string): object => ({
  ...common(region, title),
  view: 'timeSeries',
  stacked: true,
  metrics: [
    [{ expression: `SEARCH('{${NAMESPACE},AccountId,Region} MetricName="${name}"', 'Maximum', ${DAY})`, id: 'e1' }],
  ],
})

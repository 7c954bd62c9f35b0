import { METRICS_NAMESPACE } from '../../../model/metrics-namespace.ts'
import { alarm, expression, metric } from './alarm-resource.ts'
import { ref, type Template } from './alarm-terms.ts'

/** Seconds. */
const DAY = 86_400

const published = (name: string) => ({ namespace: METRICS_NAMESPACE, name, stat: 'Maximum', period: DAY }) as const

/** A value holds until the next one is published, which can take a month. */
const above = (name: string, limit: string, description: string): Template =>
  alarm(description, {
    Namespace: METRICS_NAMESPACE,
    MetricName: name,
    Statistic: 'Maximum',
    Period: DAY,
    EvaluationPeriods: 1,
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold: ref(limit),
    TreatMissingData: 'ignore',
  })

/**
 * Alarms about the totals that `publish cloudwatch` publishes. CloudWatch compares the values of at most seven days.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export const publishedAlarms = (): Record<string, Template> => ({
  UnusedKeysAlarm: alarm('The number of unused KMS keys has risen. To list them: kms-audit -r all --only unused', {
    Metrics: [
      metric('keys', published('UnusedKeys')),
      expression('rise', 'DIFF(keys)', 'Further unused keys since the value before'),
    ],
    EvaluationPeriods: 7,
    DatapointsToAlarm: 1,
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold: 0,
    TreatMissingData: 'notBreaching',
  }),
  SavingsAlarm: above(
    'PotentialMonthlySavings',
    'SavingsLimit',
    'Unused KMS keys cost more a month than the limit. To list them: kms-audit -r all --only unused',
  ),
  CostAlarm: above(
    'MonthlyCost',
    'CostLimit',
    'The KMS keys cost more a month than the limit, without requests. To see where: kms-audit -r all',
  ),
})

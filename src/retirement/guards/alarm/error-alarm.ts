import { alarm, expression, metric } from './alarm-resource.ts'
import { ref, type Template } from './alarm-terms.ts'

/** The namespace of the metrics that the filters make. */
const NAMESPACE = 'KMSAuditGuard'

/** Seconds. */
const PERIOD = 300

/** With fewer requests in a period, a single error would be more than a few percent. */
const FEWEST_REQUESTS = 20

/**
 * Counts the events that match.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
const filter = (name: string, pattern: string): Template => ({
  Type: 'AWS::Logs::MetricFilter',
  Properties: {
    LogGroupName: ref('TrailLogGroup'),
    FilterPattern: pattern,
    MetricTransformations: [{ MetricNamespace: NAMESPACE, MetricName: name, MetricValue: '1', DefaultValue: 0 }],
  },
})

const counted = (name: string) => ({ namespace: NAMESPACE, name, stat: 'Sum', period: PERIOD }) as const

/** The alarm about failed requests, and the filters that count requests in the log group of a trail. */
export const errorAlarm = (): Record<string, Template> => ({
  RequestsFilter: filter('Requests', '{ $.eventSource = "kms.amazonaws.com" }'),
  ErrorsFilter: filter('Errors', '{ ($.eventSource = "kms.amazonaws.com") && ($.errorCode = "*") }'),
  ErrorRateAlarm: alarm(
    'Too many requests to AWS KMS fail. The events in the log group of the trail have the errors and the callers.',
    {
      Metrics: [
        metric('requests', counted('Requests')),
        metric('errors', counted('Errors')),
        expression(
          'rate',
          `IF(requests >= ${FEWEST_REQUESTS}, 100*errors/requests, 0)`,
          'Percent of requests that fail',
        ),
      ],
      EvaluationPeriods: 3,
      DatapointsToAlarm: 2,
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: ref('ErrorPercent'),
      TreatMissingData: 'notBreaching',
    },
  ),
})

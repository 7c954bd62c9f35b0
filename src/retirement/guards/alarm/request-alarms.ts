import { alarm, expression, metric } from './alarm-resource.ts'
import { ref, type Template } from './alarm-terms.ts'

/**
 * The groups of operations that share a request quota and are used most, by the names in the metrics of AWS/Usage. A
 * group without requests has no values, and its alarm does not fire.
 * https://docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html
 */
const GROUPS = [
  { id: 'Symmetric', resource: 'CryptographicOperationsSymmetric', words: 'symmetric keys' },
  { id: 'Rsa', resource: 'CryptographicOperationsRsa', words: 'RSA keys' },
  { id: 'Ecc', resource: 'CryptographicOperationsEcc', words: 'elliptic curve keys' },
] as const

type Group = (typeof GROUPS)[number]

const requests = ({ resource }: Group, period: number) =>
  ({
    namespace: 'AWS/Usage',
    name: 'CallCount',
    dimensions: { Service: 'KMS', Type: 'API', Resource: resource, Class: 'None' },
    stat: 'Sum',
    period,
  }) as const

const ofEachGroup = (name: string, one: (group: Group) => Template): Record<string, Template> =>
  Object.fromEntries(GROUPS.map(group => [`${group.id}${name}`, one(group)]))

/**
 * Alarms about requests that come near to a quota: three of five minutes.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Quotas-Visualize-Alarms.html
 */
export const quotaAlarms = (): Record<string, Template> =>
  ofEachGroup('QuotaAlarm', group =>
    alarm(`Requests that use ${group.words} come near to the request quota. To see the callers: kms-audit quotas`, {
      Metrics: [
        metric('requests', requests(group, 60)),
        expression('used', 'requests/SERVICE_QUOTA(requests)*100', 'Percent of the request quota'),
      ],
      EvaluationPeriods: 5,
      DatapointsToAlarm: 3,
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: ref('QuotaPercent'),
      TreatMissingData: 'notBreaching',
    }),
  )

/**
 * Alarms about more requests than usual. CloudWatch learns what is usual from up to two weeks, by hour and day of the
 * week; the band is three standard deviations wide.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Anomaly_Detection.html
 */
export const spikeAlarms = (): Record<string, Template> =>
  ofEachGroup('SpikeAlarm', group =>
    alarm(`Unusually many requests use ${group.words}. To see the callers: kms-audit activity`, {
      Metrics: [
        metric('requests', requests(group, 300), true),
        expression('usual', 'ANOMALY_DETECTION_BAND(requests, 3)', 'Usual number of requests'),
      ],
      EvaluationPeriods: 3,
      DatapointsToAlarm: 2,
      ComparisonOperator: 'GreaterThanUpperThreshold',
      ThresholdMetricId: 'usual',
      TreatMissingData: 'notBreaching',
    }),
  )

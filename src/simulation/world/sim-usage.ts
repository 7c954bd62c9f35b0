import type { CallSpan } from './calls-of-use.ts'
import type { SimMetric } from './world.ts'

/** Calls to KMS that AWS counts in a Region, whatever made them. They are not in CloudTrail. */
export interface SimUsage {
  /** The operation or group of operations, as the metrics in AWS/Usage name it: `CryptographicOperationsSymmetric`. */
  resource: string
  calls: readonly CallSpan[]
  throttled?: readonly CallSpan[]
}

/**
 * Returns the metrics in AWS/Usage that count calls.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Usage-Metrics.html
 */
export const usageMetrics = (all: readonly SimUsage[]): SimMetric[] =>
  all.flatMap(({ resource, calls, throttled = [] }) => [
    { namespace: 'AWS/Usage', name: 'CallCount', dimensions: usageDimensions(resource), counts: calls },
    { namespace: 'AWS/Usage', name: 'ThrottleCount', dimensions: usageDimensions(resource), counts: throttled },
  ])

export const usageDimensions = (resource: string): Readonly<Record<string, string>> => ({
  Class: 'None',
  Resource: resource,
  Service: 'KMS',
  Type: 'API',
})

import { operationsOf } from '../../model/operations/crypto-operations.ts'
import type { PlannedCalls } from '../../model/operations/planned-calls.ts'

/** GetMetricData, US dollars a metric. https://aws.amazon.com/cloudwatch/pricing/ */
const METRIC_PRICE = 0.01 / 1000
/** Series of a symmetric key, ReEncrypt with itself among them. Other keys have fewer. */
const SERIES = operationsOf('ENCRYPT_DECRYPT', 'SYMMETRIC_DEFAULT').length + 1

/** What it takes to ask CloudWatch for the sums of so many keys, over so many windows of time each. */
export const planCounts = (keys: number, windows: number): PlannedCalls =>
  windows === 0
    ? { calls: {} }
    : {
        shared: { 'cloudwatch:ListMetrics': Math.max(1, Math.ceil((keys * 3) / 500)) },
        calls: { 'cloudwatch:GetMetricData': keys * windows },
        cost: { what: 'CloudWatch metrics', dollars: keys * SERIES * windows * METRIC_PRICE },
      }

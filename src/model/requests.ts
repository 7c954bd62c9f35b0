/** Number of requests that used a key in the requested days, by operation: the CloudWatch metric SuccessfulRequest. */
export interface RequestCounts {
  total: number
  byOperation: Readonly<Record<string, number>>
}

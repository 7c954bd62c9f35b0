/** How often a key was used in the days asked for, by operation; see the CloudWatch metric SuccessfulRequest. */
export interface RequestCounts {
  total: number
  byOperation: Readonly<Record<string, number>>
}

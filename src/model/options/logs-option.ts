/** The data source of CloudTrail's management events in CloudWatch Logs. */
export const CLOUDTRAIL_SOURCE = 'aws_cloudtrail.management'

/** Records of CloudTrail in CloudWatch Logs (`--cloudwatch-logs`). */
export interface LogsOption {
  /** Name or ARN of a log group that a trail fills. Null: the data source `aws_cloudtrail.management`. */
  logGroup: string | null
  /** Where the events of all places are. Null: of a data source, each place has its own; of a log group, the first Region. */
  region: string | null
  /** No query is started, and those that run are cancelled, when so many bytes have been scanned. Null: no limit. */
  maxBytes: number | null
}

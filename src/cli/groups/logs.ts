import { byteCount } from '../kinds/athena.ts'
import { logsSource } from '../kinds/logs-source.ts'
import { option, type OptionEntry } from '../option.ts'

/** Options about records of CloudTrail in CloudWatch Logs. AWS bills what a query scans. */
export const logsOptions = {
  cloudwatchLogs: option({
    flags: '--cloudwatch-logs <name>',
    group: 'Archives of CloudTrail',
    help: 'Search CloudWatch Logs: aws_cloudtrail.management or a log group, also with @REGION; it shows uses, its silence decides nothing; untried in AWS',
    kind: logsSource,
    fallback: null,
    excludes: ['demo'],
    inConfig: 'named',
    alsoCalled: ['logs-insights', 'cloudwatch-trail', 'log-group'],
  }),
  cloudwatchLogsMaxBytes: option({
    flags: '--cloudwatch-logs-max-bytes <size>',
    group: 'Archives of CloudTrail',
    help: 'Cancel queries of CloudWatch Logs after they have scanned this much, such as 500GB; what is missing is a gap',
    kind: byteCount,
    fallback: null,
  }),
} satisfies Record<string, OptionEntry>

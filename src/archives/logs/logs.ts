import { optionWords } from '../../lib/text/option-words.ts'
import { CLOUDTRAIL_SOURCE, type LogsOption } from '../../model/options/logs-option.ts'
import { REGION_NAME } from '../../model/region-name.ts'
import { archiveOf, billedByScan } from '../archive.ts'
import { archiveOption, atRegion, BYTES, word } from '../archive-option.ts'
import type { ArchiveRun } from '../archive-run.ts'
import type { LogsPart } from './logs-engine.ts'

declare module '../../model/options/archive-options.ts' {
  interface ArchiveOptions {
    /** `--cloudwatch-logs`, and the option about it */
    logs: LogsOption | null
  }
}

declare module '../../model/options/archives-request.ts' {
  interface ArchivesRequest {
    /** `--cloudwatch-logs`: `aws_cloudtrail.management` or a log group, also with `@REGION`. */
    cloudwatchLogs?: string
    /** `--cloudwatch-logs-max-bytes`. Default: no limit. */
    cloudwatchLogsMaxBytes?: number
  }
}

const NAME = 'CloudWatch Logs'

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html */
const LOGS = new RegExp(
  `^(?<name>(?:arn:[\\w-]+:logs:(?<home>${REGION_NAME}):\\d{12}:log-group:)?[.\\-_/#A-Za-z0-9]{1,512})(?::\\*)?(?:@(?<region>${REGION_NAME}))?$`,
)

/** `aws_cloudtrail.management`, or the name or ARN of a log group, also with `@REGION`. An ARN names the Region itself. */
function logsSource(text: string): Omit<LogsOption, 'maxBytes'> | null {
  const { name, home, region = home ?? null } = LOGS.exec(text)?.groups ?? {}
  return name === undefined ? null : { logGroup: name === CLOUDTRAIL_SOURCE ? null : name, region }
}

/** A data source without a Region is searched in the place of each key. */
const logsWords = ({ logGroup, region: own, maxBytes }: LogsOption, region: string | null): string[] => [
  ...optionWords('--cloudwatch-logs', atRegion(logGroup ?? CLOUDTRAIL_SOURCE, own ?? (logGroup && region))),
  ...(maxBytes === null ? [] : ['--cloudwatch-logs-max-bytes', String(maxBytes)]),
]

/** Events of CloudTrail in CloudWatch Logs. They show uses; whether every event is there is not known. */
export const logs = archiveOf({
  name: NAME,
  title:
    'CloudTrail events in CloudWatch Logs (--cloudwatch-logs); they show uses, but cannot prove that a key is unused',
  required: { what: 'events of CloudTrail', by: `--cloudwatch-logs ${CLOUDTRAIL_SOURCE}` },
  options: {
    cloudwatchLogs: archiveOption({
      flags: '--cloudwatch-logs <name>',
      help: 'Search CloudWatch Logs: aws_cloudtrail.management or a log group, also with @REGION; it shows uses, but cannot prove that a key is unused; untried in AWS',
      form: word(`${CLOUDTRAIL_SOURCE} or the name of a log group`, logsSource),
      fallback: null,
      excludes: ['demo'],
      inConfig: 'named',
      alsoCalled: ['logs-insights', 'cloudwatch-trail', 'log-group'],
    }),
    cloudwatchLogsMaxBytes: archiveOption({
      flags: '--cloudwatch-logs-max-bytes <size>',
      help: 'Cancel queries of CloudWatch Logs after they have scanned this much, such as 500GB; what is missing is a gap',
      form: BYTES,
      fallback: null,
      needs: ['cloudwatchLogs'],
    }),
  },
  read: ({ cloudwatchLogs, cloudwatchLogsMaxBytes: maxBytes }): LogsOption | null =>
    cloudwatchLogs && { ...cloudwatchLogs, maxBytes },
  words: logsWords,
  sample: null,
  operation: 'logs:StartQuery',
  operations: ['logs:StartQuery', 'logs:GetQueryResults', 'logs:StopQuery'],
  complete: false,
  provesSilence: () => false,
  showsPlaces: false,
  answersDependOn: option => ({ ...option, maxBytes: null }),
  estimate: async () => billedByScan(NAME),
  async open(run, option) {
    const { LogsEngine } = await import('./logs-engine.ts')
    return new LogsEngine({ ...run, option, parts: partsOf(run, option) })
  },
})

/** A log group, or the data source of a named Region, has the events of all places. Otherwise each place has its own. */
function partsOf(run: ArchiveRun, { logGroup, region }: LogsOption): LogsPart[] {
  if (logGroup === null && region === null)
    return run.searchers().map(({ memory, ...searcher }) => ({ searcher, places: [searcher.client.place], memory }))
  const { memory, ...searcher } = run.searcher(region)
  return [{ searcher, places: run.places, memory }]
}

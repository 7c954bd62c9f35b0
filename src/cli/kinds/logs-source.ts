import { CLOUDTRAIL_SOURCE, type LogsOption } from '../../model/options/logs-option.ts'
import { BadValue, type Kind } from './kind.ts'

const REGION = '[a-z]+(?:-[a-z]+)+-\\d+'
/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html */
const SOURCE = new RegExp(
  `^(?<name>(?:arn:[\\w-]+:logs:(?<home>${REGION}):\\d{12}:log-group:)?[.\\-_/#A-Za-z0-9]{1,512})(?::\\*)?(?:@(?<region>${REGION}))?$`,
)

/** `aws_cloudtrail.management`, or the name or ARN of a log group, also with `@REGION`. An ARN names the Region itself. */
export const logsSource: Kind<Omit<LogsOption, 'maxBytes'>> = words => {
  const word = words.at(-1)?.trim() ?? ''
  const { name, home, region = home ?? null } = SOURCE.exec(word)?.groups ?? {}
  if (name === undefined) throw new BadValue(`${CLOUDTRAIL_SOURCE} or the name of a log group`, word)
  return { logGroup: name === CLOUDTRAIL_SOURCE ? null : name, region }
}

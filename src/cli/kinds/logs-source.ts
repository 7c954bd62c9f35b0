import { namedLogs } from '../../model/options/archive-words.ts'
import { CLOUDTRAIL_SOURCE, type LogsOption } from '../../model/options/logs-option.ts'
import { BadValue, type Kind } from './kind.ts'

/** `aws_cloudtrail.management`, or the name or ARN of a log group, also with `@REGION`. An ARN names the Region itself. */
export const logsSource: Kind<Omit<LogsOption, 'maxBytes'>> = words => {
  const word = words.at(-1)?.trim() ?? ''
  const named = namedLogs(word)
  if (named === null) throw new BadValue(`${CLOUDTRAIL_SOURCE} or the name of a log group`, word)
  return named
}

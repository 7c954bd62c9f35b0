import { STATE_ERRORS } from '../../model/operations/state-errors.ts'
import { CLOUDTRAIL_SOURCE } from '../../model/options/logs-option.ts'
import type { ChunkExtent } from '../athena/query/chunk.ts'
import { SILENT_OPERATIONS } from '../athena/query/windows.ts'

/** Characters of a query at most. */
export const MOST_CHARACTERS = 10_000

/** Accounts in one query, so that its text stays below the limit. */
export const MOST_ACCOUNTS = 100

/** What the rows of a query are grouped by, besides the principal and, if asked for, the day. */
export const GROUPS = [
  'recipientAccountId',
  'awsRegion',
  'resources.0.ARN',
  'resources.1.ARN',
  'resources.2.ARN',
  'eventName',
  'errorCode',
  'requestParameters.dryRun',
  'userIdentity.invokedBy',
  'addendum.originalEventID',
] as const

/**
 * Returns a query of CloudWatch Logs Insights with a row for each kind of call: its first and last time with the ids of
 * the events, and the number of events, which AWS estimates if it is large. A ReEncrypt names both of its keys in one
 * row. The query has no time: CloudWatch Logs finds events by the time that it gave them.
 *
 * The fields are those of the records of CloudTrail. `eventSource` is an index of the data source, so that events of
 * other services are not scanned.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 *
 * @param byDay a row for each day as well, and rows of calls that failed for any reason
 * @param keys ARNs of the keys to return. Empty, or too many for the text: all keys
 */
export function insightsText(
  { accounts, regions }: Pick<ChunkExtent, 'accounts' | 'regions'>,
  { isDataSource, byDay, keys }: { isDataSource: boolean; byDay: boolean; keys: readonly string[] },
): string {
  const commands = [
    ...(isDataSource ? [`SOURCE dataSource(['${CLOUDTRAIL_SOURCE}'])`] : []),
    'filter eventSource = "kms.amazonaws.com"',
    `filter awsRegion in [${texts(regions)}] and recipientAccountId in [${texts(accounts)}]`,
    `filter eventName not in [${texts(SILENT_OPERATIONS)}]`,
    ...keysFilter(keys),
    ...(byDay ? [] : [`filter not ispresent(errorCode) or errorCode in ["", ${texts([...STATE_ERRORS])}]`]),
    `fields coalesce(userIdentity.sessionContext.sessionIssuer.arn, userIdentity.arn) as principal,
  concat(eventTime, " ", eventID) as position, substr(eventTime, 0, 10) as day,
  coalesce(sharedEventID, eventID) as identity`,
    `stats sortsFirst(position) as first_call, sortsLast(position) as last_call, count_distinct(identity) as events
  by ${[...GROUPS, 'principal', ...(byDay ? ['day'] : [])].join(', ')}`,
  ]
  return commands.join('\n| ')
}

/** Keys that the text has room for, in each of three fields. */
const MOST_KEYS = 10

/** An ARN that the user typed may have any character. */
const PLAIN = /^[\w:/-]+$/

/** Returns events that name one of the keys, and events that name no key, which may be a use that is not understood. */
function keysFilter(keys: readonly string[]): string[] {
  if (keys.length === 0 || keys.length > MOST_KEYS || !keys.every(key => PLAIN.test(key))) return []
  const fields = [0, 1, 2].map(number => `resources.${number}.ARN`)
  return [`filter ${fields.map(field => `${field} in [${texts(keys)}]`).join(' or ')} or not ispresent(${fields[0]})`]
}

/** Names of operations, Regions and accounts, which have no quotes in them. */
const texts = (values: readonly string[]): string => values.map(value => `"${value}"`).join(', ')

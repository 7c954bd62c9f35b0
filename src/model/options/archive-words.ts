import type { EventDataStoreOption } from './archive-options.ts'
import { CLOUDTRAIL_SOURCE, type LogsOption } from './logs-option.ts'
import type { AggregatorName } from './options.ts'

/** A table of Athena, as `--athena` names it. */
export interface NamedTable {
  database: string
  table: string
  /** Null: not given. */
  region: string | null
}

const REGION = '[a-z]+(?:-[a-z]+)+-\\d+'
const TABLE = new RegExp(`^(?<database>[\\w-]+)\\.(?<table>[\\w-]+)(?:@(?<region>${REGION}))?$`)
const STORE = new RegExp(
  `^(?:arn:[\\w-]+:cloudtrail:(?<home>[\\w-]+):\\d{12}:eventdatastore/)?(?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:@(?<region>${REGION}))?$`,
  'i',
)
/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html */
const LOGS = new RegExp(
  `^(?<name>(?:arn:[\\w-]+:logs:(?<home>${REGION}):\\d{12}:log-group:)?[.\\-_/#A-Za-z0-9]{1,512})(?::\\*)?(?:@(?<region>${REGION}))?$`,
)

/** `DATABASE.TABLE` or `DATABASE.TABLE@REGION`. The catalog keeps names in lower case. Null: it is neither. */
export function namedTable(word: string): NamedTable | null {
  const { database, table, region = null } = TABLE.exec(word.trim())?.groups ?? {}
  if (database === undefined || table === undefined) return null
  return { database: database.toLowerCase(), table: table.toLowerCase(), region }
}

/** Id or ARN of an event data store, also with `@REGION`. An ARN names the Region itself. Null: it is none. */
export function namedStore(word: string): EventDataStoreOption | null {
  const { id, home, region = home ?? null } = STORE.exec(word.trim())?.groups ?? {}
  return id === undefined ? null : { id: id.toLowerCase(), region }
}

/** `s3://bucket/prefix/`; a slash at the end is added. Null: it is no location. */
export function s3LocationIn(word: string): string | null {
  const text = word.trim()
  if (!/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/.*)?$/.test(text)) return null
  return text.endsWith('/') ? text : `${text}/`
}

/** `aws_cloudtrail.management`, or the name or ARN of a log group, also with `@REGION`. Null: it is none of them. */
export function namedLogs(word: string): Omit<LogsOption, 'maxBytes'> | null {
  const { name, home, region = home ?? null } = LOGS.exec(word.trim())?.groups ?? {}
  return name === undefined ? null : { logGroup: name === CLOUDTRAIL_SOURCE ? null : name, region }
}

/** `config:NAME` or `config:NAME@REGION`: an aggregator of AWS Config. Null: it is neither. */
export function namedAggregator(word: string): AggregatorName | null {
  const [, name, region = null] = AGGREGATOR.exec(word.trim()) ?? []
  return name === undefined ? null : { name, region }
}

const AGGREGATOR = new RegExp(`^config:([\\w-]{1,256})(?:@(${REGION}))?$`)

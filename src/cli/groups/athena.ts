import { athenaTable, athenaTableBeside, byteCount, eventDataStore, s3Location } from '../kinds/athena.ts'
import { textLike } from '../kinds/kind.ts'
import { option, type OptionEntry } from '../option.ts'

/** Options about archived records of CloudTrail that Athena searches. AWS bills what a query scans. */
export const athenaOptions = {
  athena: option({
    flags: '--athena <table>',
    group: 'Archives of CloudTrail',
    help: 'Search the log files with Athena in this table, DATABASE.TABLE or DATABASE.TABLE@REGION, as archive ddl creates it; costs about $5 per TB',
    kind: athenaTable,
    fallback: null,
    excludes: ['demo'],
    inConfig: 'named',
    alsoCalled: ['athena-table'],
  }),
  athenaDigests: option({
    flags: '--athena-digests <table>',
    group: 'Archives of CloudTrail',
    help: 'With --athena: also read digest files in this table, DATABASE.TABLE, as archive ddl creates it; silence counts for the time that they cover',
    kind: athenaTableBeside,
    fallback: null,
    excludes: ['demo'],
    inConfig: 'named',
    alsoCalled: ['digests-table', 'digest-table'],
  }),
  securityLake: option({
    flags: '--security-lake <table>',
    group: 'Archives of CloudTrail',
    help: 'Search a table of Security Lake with Athena, DATABASE.TABLE or DATABASE.TABLE@REGION; it shows uses, and its silence decides nothing',
    kind: athenaTable,
    fallback: null,
    excludes: ['demo', 'athena'],
    inConfig: 'named',
    alsoCalled: ['securitylake', 'ocsf-table'],
  }),
  athenaWorkgroup: option({
    flags: '--athena-workgroup <name>',
    group: 'Archives of CloudTrail',
    help: 'Run the queries in this workgroup (default: primary)',
    kind: textLike('the name of a workgroup', /^[\w.-]{1,128}$/),
    fallback: 'primary',
    inConfig: 'named',
    alsoCalled: ['workgroup', 'work-group'],
  }),
  athenaOutput: option({
    flags: '--athena-output <location>',
    group: 'Archives of CloudTrail',
    help: 'Write results of queries to s3://BUCKET/PREFIX/, if the workgroup has no location for them',
    kind: s3Location,
    fallback: null,
    inConfig: 'named',
    alsoCalled: ['output-location'],
  }),
  athenaMaxBytes: option({
    flags: '--athena-max-bytes <size>',
    group: 'Archives of CloudTrail',
    help: 'Cancel queries after they have scanned this much, such as 500GB or 2TB; what is missing is a gap',
    kind: byteCount,
    fallback: null,
    alsoCalled: ['max-bytes', 'max-bytes-scanned'],
  }),
  lake: option({
    flags: '--lake <id>',
    group: 'Archives of CloudTrail',
    help: 'Search this event data store of CloudTrail Lake, ID or ID@REGION; it shows uses, and its silence decides nothing',
    kind: eventDataStore,
    fallback: null,
    excludes: ['demo'],
    inConfig: 'named',
    alsoCalled: ['event-data-store', 'cloudtrail-lake'],
  }),
} satisfies Record<string, OptionEntry>

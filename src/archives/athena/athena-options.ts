import { BUCKET_NAME } from '../../model/bucket-name.ts'
import { REGION_NAME } from '../../model/region-name.ts'
import { archiveOption, BYTES, word } from '../archive-option.ts'
import { DEFAULT_WORKGROUP } from './athena-words.ts'

/** A table of Athena, as `--athena` names it. */
interface NamedTable {
  database: string
  table: string
  /** Null: not given. */
  region: string | null
}

const TABLE = new RegExp(`^(?<database>[\\w-]+)\\.(?<table>[\\w-]+)(?:@(?<region>${REGION_NAME}))?$`)

/** `DATABASE.TABLE` or `DATABASE.TABLE@REGION`. The catalog keeps names in lower case. Null: not valid. */
function namedTable(text: string): NamedTable | null {
  const { database, table, region = null } = TABLE.exec(text)?.groups ?? {}
  if (database === undefined || table === undefined) return null
  return { database: database.toLowerCase(), table: table.toLowerCase(), region }
}

/** `DATABASE.TABLE`, in the Region of another table. */
function tableBeside(text: string): Omit<NamedTable, 'region'> | null {
  const { database, table, region } = namedTable(text) ?? { region: '' }
  return region !== null || database === undefined || table === undefined ? null : { database, table }
}

const LOCATION = new RegExp(`^s3://${BUCKET_NAME}(/.*)?$`)

/** Returns `s3://bucket/prefix/`, with a slash at the end. Null: the text is not a location in S3. */
function s3Location(text: string): string | null {
  if (!LOCATION.test(text)) return null
  return text.endsWith('/') ? text : `${text}/`
}

const NAMED_TABLE = word('a table such as audit.kms_audit_trail or audit.kms_audit_trail@eu-west-1', namedTable)
const ABOUT_QUERIES = ['athena', 'securityLake'] as const

/** Options about archived records of CloudTrail that Athena searches. AWS bills what a query scans. */
export const athenaOptions = {
  athena: archiveOption({
    flags: '--athena <table>',
    help: 'Search the log files with Athena in this table, DATABASE.TABLE or DATABASE.TABLE@REGION, as archive ddl creates it; costs about $5 per TB',
    form: NAMED_TABLE,
    fallback: null,
    excludes: ['demo'],
    inConfig: 'named',
    alsoCalled: ['athena-table'],
  }),
  athenaDigests: archiveOption({
    flags: '--athena-digests <table>',
    help: 'With --athena: also read digest files in this table, DATABASE.TABLE, as archive ddl creates it; silence counts for the time that they cover',
    form: word('a table such as audit.kms_audit_digests, in the Region of --athena', tableBeside),
    fallback: null,
    needs: ['athena'],
    excludes: ['demo'],
    inConfig: 'named',
    alsoCalled: ['digests-table', 'digest-table'],
  }),
  securityLake: archiveOption({
    flags: '--security-lake <table>',
    help: 'Search a table of Security Lake with Athena, DATABASE.TABLE or DATABASE.TABLE@REGION; it shows uses, but cannot prove that a key is unused',
    form: NAMED_TABLE,
    fallback: null,
    excludes: ['demo', 'athena'],
    inConfig: 'named',
    alsoCalled: ['securitylake', 'ocsf-table'],
  }),
  athenaWorkgroup: archiveOption({
    flags: '--athena-workgroup <name>',
    help: 'Run the queries in this workgroup (default: primary)',
    form: word('the name of a workgroup', text => (/^[\w.-]{1,128}$/.test(text) ? text : null)),
    fallback: DEFAULT_WORKGROUP,
    needs: ABOUT_QUERIES,
    inConfig: 'named',
    alsoCalled: ['workgroup', 'work-group'],
  }),
  athenaOutput: archiveOption({
    flags: '--athena-output <location>',
    help: 'Write results of queries to s3://BUCKET/PREFIX/, if the workgroup has no location for them',
    form: word('a location such as s3://bucket/prefix/', s3Location),
    fallback: null,
    needs: ABOUT_QUERIES,
    inConfig: 'named',
    alsoCalled: ['output-location'],
  }),
  athenaMaxBytes: archiveOption({
    flags: '--athena-max-bytes <size>',
    help: 'Cancel queries after they have scanned this much, such as 500GB or 2TB; what is missing is a gap',
    form: BYTES,
    fallback: null,
    needs: ABOUT_QUERIES,
    alsoCalled: ['max-bytes', 'max-bytes-scanned'],
  }),
}

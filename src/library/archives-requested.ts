import { AuditError } from '../lib/process/exit.ts'
import { quoted } from '../lib/text/quoted.ts'
import { type ArchiveOptions, NO_ARCHIVES } from '../model/options/archive-options.ts'
import { namedAggregator, namedLogs, namedStore, namedTable, s3LocationIn } from '../model/options/archive-words.ts'
import type { InventoryOptions } from '../model/options/options.ts'
import type { ArchivesRequest, AuditRequest } from './requests.ts'
import { requireKnown, requireList, requireNumber, requireOptions } from './require.ts'

const ARCHIVES: Readonly<Record<keyof ArchivesRequest, true>> = {
  trailArchive: true,
  trailIndex: true,
  athena: true,
  athenaDigests: true,
  securityLake: true,
  athenaWorkgroup: true,
  athenaOutput: true,
  athenaMaxBytes: true,
  lake: true,
  cloudwatchLogs: true,
  cloudwatchLogsMaxBytes: true,
}

/** Returns the archives to search. Throws an `AuditError` (wrong usage). */
export function archivesRequested({
  archives: asked = {},
  sources = 'auto',
  demo = false,
}: AuditRequest): ArchiveOptions {
  requireOptions(asked, ARCHIVES)
  const { trailArchive: trees = [], trailIndex: index = null, lake, cloudwatchLogs: logs } = asked
  if (demo && Object.keys(asked).length > 0) throw wrong('archives cannot be used with demo.')
  requireList('archives.trailArchive', trees, 'directories')
  // The sample account has log files of its own.
  const isSample = demo && sources !== 'auto' && sources.includes('archive')
  return {
    ...NO_ARCHIVES,
    archive: trees.length === 0 && index === null && !isSample ? null : { trees, index },
    athena: athenaRequested(asked),
    lake: lake === undefined ? null : named('lake', lake, namedStore, 'the id of an event data store'),
    logs:
      logs === undefined
        ? null
        : {
            ...named('cloudwatchLogs', logs, namedLogs, 'aws_cloudtrail.management or the name of a log group'),
            maxBytes: bytes('cloudwatchLogsMaxBytes', asked.cloudwatchLogsMaxBytes),
          },
  }
}

function athenaRequested(asked: ArchivesRequest): ArchiveOptions['athena'] {
  const { athena, securityLake, athenaDigests, athenaWorkgroup, athenaOutput, athenaMaxBytes } = asked
  const word = athena ?? securityLake
  const others = [athenaDigests, athenaWorkgroup, athenaOutput, athenaMaxBytes]
  if (athena !== undefined && securityLake !== undefined)
    throw wrong('archives.athena cannot be used with archives.securityLake.')
  if (word === undefined) {
    if (others.every(each => each === undefined)) return null
    throw wrong('archives has options of Athena, but no table.', 'Add athena or securityLake.')
  }
  if (athena === undefined && athenaDigests !== undefined) throw wrong('archives.athenaDigests needs archives.athena.')
  const digests = athenaDigests === undefined ? null : named('athenaDigests', athenaDigests, namedTable, TABLE)
  return {
    ...named(athena === undefined ? 'securityLake' : 'athena', word, namedTable, TABLE),
    isSecurityLake: athena === undefined,
    digests: digests && { database: digests.database, table: digests.table },
    workgroup: athenaWorkgroup ?? 'primary',
    output:
      athenaOutput === undefined
        ? null
        : named('athenaOutput', athenaOutput, s3LocationIn, 'a location such as s3://bucket/prefix/'),
    maxBytes: bytes('athenaMaxBytes', athenaMaxBytes),
  }
}

/** Returns the aggregator that lists keys, and the accounts to list. Null: AWS Config is not asked. */
export function inventoryRequested({ inventoryFrom, inventoryAccounts }: AuditRequest): InventoryOptions | null {
  if (inventoryFrom === undefined) {
    if (inventoryAccounts === undefined) return null
    throw wrong('inventoryAccounts needs inventoryFrom.')
  }
  const aggregator = namedAggregator(inventoryFrom)
  if (aggregator === null)
    throw wrong(`inventoryFrom takes config: and the name of an aggregator, not ${quoted(inventoryFrom)}.`)
  const only = requireList('inventoryAccounts', inventoryAccounts ?? [], 'account ids of twelve digits', /^\d{12}$/)
  return { aggregator, only, except: [] }
}

/** The sources that can be asked: those of archives need the archive. */
export function requireSource(id: string, known: readonly string[], archives: ArchiveOptions): string {
  const source = requireKnown('sources', known, id)
  if (!(source in archives) || archives[source as keyof ArchiveOptions] !== null) return source
  throw wrong(
    `sources has ${source}, but archives does not name it.`,
    'Add archives, such as { trailIndex: DIRECTORY }.',
  )
}

const TABLE = 'a table such as audit.kms_audit_trail@eu-west-1'

function named<T>(option: keyof ArchivesRequest, word: string, read: (word: string) => T | null, what: string): T {
  const value = read(word)
  if (value === null) throw wrong(`archives.${option} takes ${what}, not ${quoted(word)}.`)
  return value
}

const bytes = (option: keyof ArchivesRequest, value: number | undefined): number | null =>
  value === undefined ? null : requireNumber(`archives.${option}`, value, { min: 1, max: Number.MAX_SAFE_INTEGER })

const wrong = (message: string, hint?: string): AuditError =>
  new AuditError('usage', message, hint === undefined ? {} : { hint })

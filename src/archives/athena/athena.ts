import type { AthenaTable } from '../../model/options/athena-table.ts'
import { SECOND } from '../../model/time.ts'
import { archiveOf, type ArchiveEstimate, billedByScan } from '../archive.ts'
import type { ArchiveRun } from '../archive-run.ts'
import { athenaOptions } from './athena-options.ts'
import { athenaWords } from './athena-words.ts'
import type { TableKind } from './query/table-kind.ts'

declare module '../../model/options/archive-options.ts' {
  interface ArchiveOptions {
    /** `--athena` or `--security-lake`, and the options about them */
    athena: AthenaTable | null
  }
}

declare module '../../model/options/archives-request.ts' {
  interface ArchivesRequest {
    /** `--athena`: `DATABASE.TABLE` or `DATABASE.TABLE@REGION`. */
    athena?: string
    /** `--athena-digests`: the table over the digest files, `DATABASE.TABLE`. */
    athenaDigests?: string
    /** `--security-lake`: a table of Security Lake, in place of `athena`. */
    securityLake?: string
    /** `--athena-workgroup`. Default: `primary`. */
    athenaWorkgroup?: string
    /** `--athena-output`: `s3://BUCKET/PREFIX/` */
    athenaOutput?: string
    /** `--athena-max-bytes`: what is missing after that is a gap. Default: no limit. */
    athenaMaxBytes?: number
  }
}

/**
 * Log files of CloudTrail that Athena searches. Complete for the time that digest files prove (`--athena-digests`); it
 * shows uses from any time.
 */
export const athena = archiveOf({
  name: 'log files of CloudTrail, searched by Athena',
  title: 'CloudTrail log files in S3, searched by Athena (--athena), where digest files prove that they are complete',
  required: { what: 'a table of Athena', by: '--athena DATABASE.TABLE' },
  options: athenaOptions,
  read(values): AthenaTable | null {
    const { athena: trail, securityLake, athenaDigests: digests } = values
    const table = trail ?? securityLake
    const { athenaWorkgroup: workgroup, athenaOutput: output, athenaMaxBytes: maxBytes } = values
    return table && { ...table, isSecurityLake: trail === null, digests: trail && digests, workgroup, output, maxBytes }
  },
  words: athenaWords,
  sample: null,
  operation: 'athena:StartQueryExecution',
  operations: [
    'athena:StartQueryExecution',
    'athena:GetQueryExecution',
    'athena:GetQueryResults',
    'athena:StopQueryExecution',
    'athena:GetWorkGroup',
    'athena:GetTableMetadata',
    'glue:GetTable',
    's3:ListObjectsV2',
  ],
  complete: true,
  provesSilence: ({ digests }) => digests !== null,
  showsPlaces: false,
  answersDependOn: table => ({ ...table, maxBytes: null }),
  estimate: async (run, table) => (table.isSecurityLake ? billedByScan('Security Lake') : estimateOfTable(run, table)),
  async open(run, options) {
    const { openAthenaEngine } = await import('./open-athena-engine.ts')
    const kind = await kindOf(options)
    const { client, stopper, memory } = run.searcher(options.region)
    const homes = await homesFor(run, options)
    return openAthenaEngine({ ...run, client, stopper: stopper(), memory, options, kind, homes })
  },
})

/** The columns of the table. */
async function kindOf({ isSecurityLake }: AthenaTable): Promise<TableKind> {
  if (isSecurityLake) return (await import('./query/security-lake-table.ts')).SECURITY_LAKE_TABLE
  return (await import('./query/trail-table.ts')).TRAIL_TABLE
}

/** Empty without digest files: the silence of the table decides nothing then, so changes of trails do not matter. */
const homesFor = async (run: ArchiveRun, { digests }: AthenaTable) => (digests === null ? [] : run.trailHomes())

async function estimateOfTable(run: ArchiveRun, table: AthenaTable): Promise<ArchiveEstimate> {
  const { estimateTable } = await import('./estimate-table.ts')
  const { client } = run.searcher(table.region)
  const { estimate, note } = await estimateTable(client, table, [...run.places, ...(await homesFor(run, table))])
  const { dollars, requestDollars, duration } = estimate
  return {
    time: duration === null ? null : { seconds: duration / SECOND, isFor: 'for the queries of Athena' },
    dollars: new Map([
      ...(dollars === null ? [] : [['Athena', dollars] as const]),
      ...(requestDollars === null ? [] : [['its requests to S3', requestDollars] as const]),
    ]),
    notes: [note],
  }
}

import type { ArchiveOptions } from '../../model/options/archive-options.ts'
import type { archiveOptions } from '../groups/archives.ts'
import type { LiveSettings } from '../groups/index.ts'

/** The archives to search. Each is searched by the source of the same name. */
export const archiveOptionsOf = ({
  trailArchive: trees,
  trailIndex: index,
  athena,
  athenaDigests,
  securityLake,
  lake,
  athenaWorkgroup: workgroup,
  athenaOutput: output,
  athenaMaxBytes: maxBytes,
  cloudwatchLogs,
  cloudwatchLogsMaxBytes,
  demo,
  source,
}: Pick<LiveSettings, keyof typeof archiveOptions | 'demo' | 'source'>): ArchiveOptions => {
  const table = athena ?? securityLake
  // The sample account has log files of its own.
  const isSample = demo && source !== 'auto' && source.includes('archive')
  return {
    archive: trees.length === 0 && index === null && !isSample ? null : { trees, index },
    athena:
      table === null
        ? null
        : {
            ...table,
            isSecurityLake: athena === null,
            digests: athena === null ? null : athenaDigests,
            workgroup,
            output,
            maxBytes,
          },
    lake,
    logs: cloudwatchLogs === null ? null : { ...cloudwatchLogs, maxBytes: cloudwatchLogsMaxBytes },
  }
}

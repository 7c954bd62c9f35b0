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
}: Pick<LiveSettings, keyof typeof archiveOptions>): ArchiveOptions => {
  const table = athena ?? securityLake
  return {
    archive: trees.length === 0 && index === null ? null : { trees, index },
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

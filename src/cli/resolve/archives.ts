import type { ArchiveOptions } from '../../model/options/archive-options.ts'
import type { archiveOptions } from '../groups/archives.ts'
import type { LiveSettings } from '../groups/index.ts'

/** The archives to search. Each is searched by the source of the same name. */
export const archiveOptionsOf = ({
  trailArchive: trees,
  trailIndex: index,
  athena,
  athenaWorkgroup: workgroup,
  athenaOutput: output,
  athenaMaxBytes: maxBytes,
}: Pick<LiveSettings, keyof typeof archiveOptions>): ArchiveOptions => ({
  archive: trees.length === 0 && index === null ? null : { trees, index },
  athena: athena === null ? null : { ...athena, workgroup, output, maxBytes },
})

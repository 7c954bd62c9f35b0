import type { ArchiveOptions } from '../../model/options/archive-options.ts'
import type { LiveSettings } from '../groups/index.ts'

/** The archives to search. Each is searched by the source of the same name. */
export const archiveOptionsOf = ({
  trailArchive: trees,
  trailIndex: index,
}: Pick<LiveSettings, 'trailArchive' | 'trailIndex'>): ArchiveOptions => ({
  archive: trees.length === 0 && index === null ? null : { trees, index },
})

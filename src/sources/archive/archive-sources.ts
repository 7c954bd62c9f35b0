import { type ArchiveId, archiveIds } from '../../archives/registry.ts'
import type { Source } from '../source.ts'

type LazySource = () => Promise<{ default: Source }>

const sourceOf =
  (id: ArchiveId): LazySource =>
  async () => {
    const { archiveSource } = await import('./archive-source.ts')
    return { default: archiveSource(id) }
  }

/** A source for each archive, which has the ID of the archive. */
export const archiveSources = Object.fromEntries(archiveIds.map(id => [id, sourceOf(id)])) as Readonly<
  Record<ArchiveId, LazySource>
>

import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { NamedSource } from '../../sources/load-sources.ts'
import type { ArchiveEngine } from '../../archives/engine.ts'
import { defined } from '../../lib/defined.ts'
import type { SourceReader, SourceSettings } from '../../sources/source.ts'

/** A source that has been opened for a place. */
export interface OpenSource extends NamedSource {
  reader: SourceReader
}

export const openSources = (
  sources: readonly NamedSource[],
  client: PlaceClient,
  settings: SourceSettings,
  engines: ReadonlyMap<string, ArchiveEngine>,
): OpenSource[] =>
  sources.map(({ id, source }) => {
    const engine = engines.get(id)
    return { id, source, reader: source.open(client, { ...settings, ...defined({ engine }) }) }
  })

import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { NamedSource } from '../../sources/load-sources.ts'
import { isArchive } from '../../archives/registry.ts'
import { defined } from '../../lib/defined.ts'
import type { SourceReader, SourceSettings } from '../../sources/source.ts'
import type { Engines } from '../run/open-engines.ts'

/** A source that has been opened for a place. */
export interface OpenSource extends NamedSource {
  reader: SourceReader
}

export const openSources = (
  sources: readonly NamedSource[],
  client: PlaceClient,
  settings: SourceSettings,
  engines: Engines,
): OpenSource[] =>
  sources.map(({ id, source }) => {
    const engine = isArchive(id) ? engines.get(id) : undefined
    return { id, source, reader: source.open(client, { ...settings, ...defined({ engine }) }) }
  })

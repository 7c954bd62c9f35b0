import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { NamedSource } from '../../sources/load-sources.ts'
import type { SourceReader, SourceSettings } from '../../sources/source.ts'

/** A source that has been opened for a place. */
export interface OpenSource extends NamedSource {
  reader: SourceReader
}

export const openSources = (
  sources: readonly NamedSource[],
  client: PlaceClient,
  settings: SourceSettings,
): OpenSource[] => sources.map(({ id, source }) => ({ id, source, reader: source.open(client, settings) }))

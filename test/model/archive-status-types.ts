import type * as records from '../../src/model/archive/archive-status.ts'
import type { FetchCommand } from '../../src/model/archive/fetch-command.ts'
import type { KeyStatus } from '../../src/model/archive/key-status.ts'
import type * as schema from './archive-status-by-schema.ts'
import type { Same } from './same-types.ts'

/** Does not compile if a type differs from its definition in the schema: then that `true` must be `false`. */
export const isSameAsArchiveSchema: Same<Types, Definitions> = {
  status: true,
  index: true,
  added: true,
  summary: true,
  place: true,
  key: true,
  fetch: true,
}

interface Types {
  status: records.ArchiveStatus
  index: records.IndexRow
  added: records.AddedFiles
  summary: records.ArchiveSummary
  place: records.PlaceStatus
  key: KeyStatus
  fetch: FetchCommand
}

interface Definitions {
  status: schema.ArchiveStatus
  index: schema.Index
  added: schema.Added
  summary: schema.Summary
  place: schema.Place
  key: schema.Key
  fetch: schema.Fetch
}

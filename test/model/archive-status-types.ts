import type * as records from '../../src/model/archive/archive-status.ts'
import type * as schema from './archive-status-by-schema.ts'
import type { Same } from './same-types.ts'

/** Does not compile if a type differs from its definition in the schema: then that `true` must be `false`. */
export const isSameAsArchiveSchema: Same<Types, Definitions> = {
  status: true,
  index: true,
  added: true,
  summary: true,
  place: true,
}

interface Types {
  status: records.ArchiveStatus
  index: records.IndexRow
  added: records.AddedFiles
  summary: records.ArchiveSummary
  place: records.PlaceStatus
}

interface Definitions {
  status: schema.ArchiveStatus
  index: schema.Index
  added: schema.Added
  summary: schema.Summary
  place: schema.Place
}

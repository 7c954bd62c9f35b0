import type * as records from '../../src/model/retirement/retirement-watch.ts'
import type * as schema from './retirement-watch-by-schema.ts'
import type { Same } from './same-types.ts'

/** Does not compile if a type of the watch differs from its definition in the schema: then that `true` must be `false`. */
export const isSameAsWatchSchema: Same<Types, Definitions> = {
  watch: true,
  key: true,
  verdict: true,
  refused: true,
  changedBack: true,
  newDependent: true,
  archivedUse: true,
}

interface Types {
  watch: records.WatchRecord
  key: records.WatchedKeyRecord
  verdict: records.WatchVerdict
  refused: records.RefusedCallsRecord
  changedBack: records.ChangedBackRecord
  newDependent: records.NewDependentRecord
  archivedUse: records.LaterUseRecord
}

interface Definitions {
  watch: schema.RetirementWatch
  key: schema.WatchedKey
  verdict: schema.Verdict
  refused: schema.RefusedCalls
  changedBack: schema.ChangedBack
  newDependent: schema.NewDependent
  archivedUse: schema.ArchivedUse
}

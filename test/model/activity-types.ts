import type * as comparison from '../../src/model/assessments/activity-comparison.ts'
import type * as window from '../../src/model/assessments/activity-window.ts'
import type * as records from '../../src/model/assessments/activity.ts'
import type * as archived from '../../src/model/assessments/archived-activity.ts'
import type * as schema from './activity-by-schema.ts'
import type { Same } from './same-types.ts'

/** Does not compile if a type of the activity differs from its definition in the schema. */
export const isSameAsActivitySchema: Same<Types, Definitions> = {
  whole: true,
  window: true,
  partial_key: true,
  key: true,
  principal: true,
  calls: true,
  source: true,
  change: true,
  denied: true,
  compared: true,
  compared_window: true,
  new_caller: true,
  day: true,
  archived_call: true,
  doubt: true,
}

interface Types {
  whole: Omit<records.Activity, 'scope' | 'gaps' | 'findings'>
  window: window.ActivityWindow
  partial_key: window.PartialKey
  key: records.ActivityKey
  principal: records.ActivityPrincipal
  calls: records.ActivityCalls
  source: records.ActivitySource
  change: records.ActivityChange
  denied: records.DeniedCalls
  compared: comparison.ComparedActivity
  compared_window: comparison.ComparedWindow
  new_caller: comparison.NewCaller
  day: archived.ActivityDay
  archived_call: archived.ArchivedCall
  doubt: archived.ArchiveDoubt
}

interface Definitions {
  whole: Omit<schema.Activity, 'scope' | 'gaps' | 'findings'>
  window: schema.Window
  partial_key: schema.Partial_key
  key: schema.Key
  principal: schema.Principal
  calls: schema.Calls
  source: schema.Source
  change: schema.Change
  denied: schema.Denied
  compared: schema.Compared
  compared_window: schema.Compared_window
  new_caller: schema.New_caller
  day: schema.Day
  archived_call: schema.Archived_call
  doubt: schema.Doubt
}

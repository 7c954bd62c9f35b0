import type { RerunOptions } from '../../src/model/options/rerun.ts'

/** What a next command repeats of a run without options. */
export const plainRerun: RerunOptions = {
  options: [],
  isSaved: false,
  isFromStdin: false,
  isDoubleChecked: false,
  isUnusedOnly: false,
  asksCloudTrail: true,
  isRegionFixed: false,
}

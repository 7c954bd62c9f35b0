/** What the proposed next command repeats of this run, and what decides which command that is. */
export interface Rerun {
  /** `kms-audit`, or how else it was started. */
  program: string
  /** The typed options that say what is audited and checked: the long name without dashes, and the unquoted words. */
  options: readonly { name: string; words: readonly string[] }[]
  /** The report was read from a file or from stdin, so that nothing more can be asked of AWS. */
  isSaved: boolean
  isFromStdin: boolean
  /** The full CloudTrail history was searched for every unused key. */
  isDoubleChecked: boolean
  /** Only unused keys are shown. */
  isUnusedOnly: boolean
  /** CloudTrail is one of the sources. */
  asksCloudTrail: boolean
  /** It is of no use to propose other Regions: all were audited, keys were named, or it is the sample account. */
  isRegionFixed: boolean
}

/** What of it the command line says. */
export type RerunOptions = Omit<Rerun, 'program'>

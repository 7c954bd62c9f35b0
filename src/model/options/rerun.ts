/** What the proposed next command repeats of this run, and what decides which command is proposed. */
export interface Rerun {
  /** How the program was started: `kms-audit` or `npm start --`. */
  program: string
  /** The typed options about what is audited and checked: the long name without dashes, and the unquoted words. */
  options: readonly { name: string; words: readonly string[] }[]
  /** The report was read from a file or from stdin, so no AWS calls can be made. */
  isSaved: boolean
  isFromStdin: boolean
  /** The full CloudTrail history was searched for every unused key. */
  isDoubleChecked: boolean
  /** Only unused keys are shown. */
  isUnusedOnly: boolean
  /** CloudTrail is one of the sources. */
  asksCloudTrail: boolean
  /** Other Regions are not worth proposing: all were audited, keys were named, or it is the sample account. */
  isRegionFixed: boolean
}

/** The part that the command line decides. */
export type RerunOptions = Omit<Rerun, 'program'>

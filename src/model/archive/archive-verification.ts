/** Whether log files are as CloudTrail delivered them: the answer of `kms-audit archive verify`. */
export interface ArchiveVerification {
  schema_version: 1
  kind: 'kms-audit-archive-verification'
  tool_version: string
  generated_at: string
  /** Whether signatures were checked, and if not, why. */
  signatures: { checked: boolean; why: string | null }
  summary: VerificationSummary
  trails: VerifiedTrail[]
  /** Directories and files of the archive that could not be listed. */
  unreadable: { path: string; why: string }[]
}

export interface VerificationSummary {
  digests: number
  log_files: number
  /** Files that are proven to be other than CloudTrail delivered them. */
  altered: number
  /** Files that are in the archive, but whose content cannot be read. */
  damaged: number
  /** Files that are named but not in the archive. */
  missing: number
  /** Log files in the archive that no digest file names. */
  unnamed: number
}

/** The digest files of one trail in one account and Region, and the log files that they name. */
export interface VerifiedTrail {
  account_id: string
  region: string
  trail: string
  /** Start of the first digest file and end of the last. Null: none could be read. */
  since: string | null
  until: string | null
  digests: number
  /** Digest files whose signature is that of CloudTrail. */
  signed: number
  /** Digest files whose hash was checked, by the digest file after them, but not their signature. */
  hash_only: number
  /** Digest files that no later one names, so that nothing proves them: at least the newest. */
  unproven: number
  /** Log files that digest files name. */
  log_files: number
  /** Of these, the log files whose hash is the one that the digest file names. */
  log_files_unchanged: number
  /** Times from which on the chain of digest files begins again: logging or validation was off before. */
  restarts: string[]
  problems: VerificationProblem[]
}

export interface VerificationProblem {
  file: string
  /**
   * `altered`: its content is proven to be other than CloudTrail delivered it. `damaged`: it is there, but its content
   * cannot be read. `missing`: it is not there.
   */
  what: 'altered' | 'damaged' | 'missing'
  why: string
}

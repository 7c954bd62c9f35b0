/** The account and Region of log files, digest files or events of an archive. */
export interface ArchivePlace {
  account: string
  region: string
}

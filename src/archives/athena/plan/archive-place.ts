/** One account and Region. */
export interface ArchivePlace {
  account: string
  region: string
}

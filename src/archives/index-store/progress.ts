/** How far the reading of new files has come. */
export interface IndexProgress {
  /** Files that have been read, also those that could not be. */
  files: number
  /** All new files. */
  ofFiles: number
  /** Bytes on disk of the files that have been read. */
  bytes: number
  ofBytes: number
  /** Of the files that have been read, those that could not be, or only in part. */
  damaged: number
}

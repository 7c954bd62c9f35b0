/** How far the reading of new files has come. */
export interface IndexProgress {
  /** Files that have been read, also those that could not be. */
  files: number
  /** All files to read: new ones, and those that could not be read before. */
  ofFiles: number
  /** Bytes on disk of the files that have been read. */
  bytes: number
  ofBytes: number
  /** Of the files that have been read, those that could not be, or only in part. */
  damaged: number
  /** Of the files that have been read, those that could not be read before. */
  retried: { files: number; bytes: number; damaged: number }
}

export const noProgress = (): IndexProgress => ({
  files: 0,
  ofFiles: 0,
  bytes: 0,
  ofBytes: 0,
  damaged: 0,
  retried: { files: 0, bytes: 0, damaged: 0 },
})

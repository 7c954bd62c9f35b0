/** Files that an archive lacks, and the command of the AWS CLI that copies them from S3. */
export interface FetchCommand {
  account_id: string
  region: string
  kind: 'log' | 'digest'
  /** Names of log files. Null: all files below `source`. */
  files: string[] | null
  /** `s3://BUCKET/PREFIX/`. Null, like `target` and `command`: no digest file says where the files are. */
  source: string | null
  /** The directory into which they are copied. */
  target: string | null
  /** For a POSIX shell. */
  command: string | null
}

/** A table of Athena over the logs of a trail, and how it may be queried. */
export interface AthenaTable {
  database: string
  table: string
  /** Region of the table. Null: the first Region of the run. */
  region: string | null
  /** It is a table of Security Lake (`--security-lake`), else one over the log files of a trail. */
  isSecurityLake: boolean
  /** The table over the digest files of the trail, in the same Region (`--athena-digests`). Null: not given. */
  digests: { database: string; table: string } | null
  workgroup: string
  /** `s3://bucket/prefix/`, for the results. Null: where the workgroup says. */
  output: string | null
  /** No query is started, and those that run are cancelled, when so many bytes have been scanned. Null: no limit. */
  maxBytes: number | null
}

import { createRequire } from 'node:module'
import { join } from 'node:path'

/** What is used of `@duckdb/node-api`, which is installed for this measurement alone, outside of the project. */
interface DuckDb {
  DuckDBInstance: {
    create(
      path: string,
      options: Record<string, string>,
    ): Promise<{ connect(): Promise<{ runAndReadAll(sql: string): Promise<{ currentRowCount: number }> }> }>
  }
}

/** Answers the question of last use over an archive with DuckDB, in one pass over its log files. Prints the keys. */
const [folder = '', duckdb = ''] = process.argv.slice(2)
const { DuckDBInstance } = createRequire(join(duckdb, 'package.json'))('@duckdb/node-api') as DuckDb
const instance = await DuckDBInstance.create(':memory:', {
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  threads: '2',
})
const connection = await instance.connect()
const columns =
  "{Records: 'STRUCT(eventTime VARCHAR, eventSource VARCHAR, eventName VARCHAR, errorCode VARCHAR, eventID VARCHAR, " +
  "userIdentity STRUCT(arn VARCHAR, invokedBy VARCHAR), resources STRUCT(ARN VARCHAR)[])[]'}"
const { currentRowCount } = await connection.runAndReadAll(`
  SELECT key.ARN, max(r.eventTime), max_by(r.eventName, r.eventTime), count(DISTINCT r.eventID)
  FROM (
    SELECT r, unnest(r.resources) AS key
    FROM (
      SELECT unnest(Records) AS r
      FROM read_json('${folder}/**/*_CloudTrail_*.json.gz', columns = ${columns}, maximum_object_size = 134217728)
    )
    WHERE r.eventSource = 'kms.amazonaws.com' AND coalesce(r.errorCode, '') = ''
  )
  GROUP BY 1`)
process.stdout.write(String(currentRowCount))

import { ARCHIVE_DELAY } from '../usage/coverage/archive-sightings.ts'
import { TRAIL_CALLS, whereNoUseIsKnown } from './archive/archive.ts'
import { ArchiveReader } from './archive/archive-reader.ts'
import type { Source } from './source.ts'

/**
 * Log files of CloudTrail that Athena searches. Complete for the time that digest files prove (`--athena-digests`); it
 * shows uses from any time.
 */
const athena: Source = {
  title: 'CloudTrail log files in S3, searched by Athena (--athena), where digest files prove that they are complete',
  complete: true,
  delay: ARCHIVE_DELAY,
  operations: [
    'athena:StartQueryExecution',
    'athena:GetQueryExecution',
    'athena:GetQueryResults',
    'athena:StopQueryExecution',
    'athena:GetWorkGroup',
    'athena:GetTableMetadata',
    'glue:GetTable',
    's3:ListObjectsV2',
    // With digest files.
    'cloudtrail:DescribeTrails',
    'cloudtrail:LookupEvents',
  ],
  plan: (_, { archives }) => ((archives.athena?.digests ?? null) === null ? { calls: {} } : TRAIL_CALLS),
  auto: whereNoUseIsKnown,
  open: (client, settings) => new ArchiveReader(client, settings, 'athena:StartQueryExecution'),
}

export default athena

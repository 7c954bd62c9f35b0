import { HOUR } from '../model/time.ts'
import { whereNoUseIsKnown } from './archive/archive.ts'
import { ArchiveReader } from './archive/archive-reader.ts'
import type { Source } from './source.ts'

/**
 * Log files of CloudTrail that Athena searches. Complete for the time that the archive provably covers; it shows uses
 * from any time.
 */
const athena: Source = {
  title: 'CloudTrail log files in S3, searched by Athena (--athena); it shows uses, and its silence is doubted',
  complete: true,
  // Digest files, which prove that nothing is missing, come once an hour.
  delay: 2 * HOUR,
  operations: [
    'athena:StartQueryExecution',
    'athena:GetQueryExecution',
    'athena:GetQueryResults',
    'athena:StopQueryExecution',
    'athena:GetWorkGroup',
    'athena:GetTableMetadata',
    's3:ListObjectsV2',
  ],
  plan: () => ({ calls: {} }),
  auto: whereNoUseIsKnown,
  open: (client, { engine }) => new ArchiveReader(client, engine, 'athena:StartQueryExecution'),
}

export default athena

import { ARCHIVE_DELAY } from '../usage/coverage/archive-sightings.ts'
import { whereNoUseIsKnown } from './archive/archive.ts'
import { ArchiveReader } from './archive/archive-reader.ts'
import type { Source } from './source.ts'

/** Log files of CloudTrail that Athena searches. It shows uses; digest files, which would prove the rest, are not read. */
const athena: Source = {
  title: 'CloudTrail log files in S3, searched by Athena (--athena); it shows uses, and its silence decides nothing',
  complete: false,
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
  ],
  plan: () => ({ calls: {} }),
  auto: whereNoUseIsKnown,
  open: (client, settings) => new ArchiveReader(client, settings, 'athena:StartQueryExecution'),
}

export default athena

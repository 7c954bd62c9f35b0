import { ARCHIVE_DELAY } from '../usage/coverage/archive-sightings.ts'
import { whereNoUseIsKnown } from './archive/archive.ts'
import { ArchiveReader } from './archive/archive-reader.ts'
import type { Source } from './source.ts'

/** An event data store of CloudTrail Lake. It shows uses; whether it has every event is not known. */
const lake: Source = {
  title: 'An event data store of CloudTrail Lake (--lake); it shows uses, and its silence decides nothing',
  complete: false,
  delay: ARCHIVE_DELAY,
  operations: [
    'cloudtrail:StartQuery',
    'cloudtrail:DescribeQuery',
    'cloudtrail:GetQueryResults',
    'cloudtrail:CancelQuery',
    'cloudtrail:GetEventDataStore',
  ],
  plan: () => ({ calls: {} }),
  auto: whereNoUseIsKnown,
  open: (client, settings) => new ArchiveReader(client, settings, 'cloudtrail:StartQuery'),
}

export default lake

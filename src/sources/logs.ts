import { ARCHIVE_DELAY } from '../usage/coverage/archive-sightings.ts'
import { whereNoUseIsKnown } from './archive/archive.ts'
import { ArchiveReader } from './archive/archive-reader.ts'
import type { Source } from './source.ts'

/** Events of CloudTrail in CloudWatch Logs. They show uses; whether every event is there is not known. */
const logs: Source = {
  title: 'CloudTrail events in CloudWatch Logs (--cloudwatch-logs); they show uses, and their silence decides nothing',
  complete: false,
  delay: ARCHIVE_DELAY,
  operations: ['logs:StartQuery', 'logs:GetQueryResults', 'logs:StopQuery'],
  plan: () => ({ calls: {} }),
  auto: whereNoUseIsKnown,
  open: (client, settings) => new ArchiveReader(client, settings, 'logs:StartQuery'),
}

export default logs

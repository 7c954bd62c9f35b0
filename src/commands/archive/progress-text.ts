import type { IndexProgress } from '../../archives/index-store/progress.ts'
import { bytesText } from '../../lib/text/bytes-text.ts'
import { durationText } from '../../lib/text/duration.ts'
import { countNoun, countText } from '../../lib/text/numbers.ts'
import { SECOND } from '../../model/time.ts'

/** `Reading log files: 1,200 of 34,000 files, 1.2 GB of 30 GB, about 3 min left` */
export function indexProgressText({ files, ofFiles, bytes, ofBytes }: IndexProgress, milliseconds: number): string {
  const done = `Reading log files: ${countText(files)} of ${countNoun(ofFiles, 'file')}, ${bytesText(bytes)} of ${bytesText(ofBytes)}`
  if (bytes === 0 || milliseconds < PATIENCE) return done
  return `${done}, about ${durationText(((milliseconds / SECOND) * (ofBytes - bytes)) / bytes)} left`
}

/** The first files say little about the speed. */
const PATIENCE = 5 * SECOND

import { countNoun, countText } from '../../lib/text/numbers.ts'
import { durationText } from '../../lib/text/duration.ts'
import type { Progress } from '../../collect/run/progress.ts'

/** The progress of an audit: `14 of 28 keys, about 20 s left (GetKeyLastUsage: 10 to go)`. Empty while it is hidden. */
export function progressText(progress: Progress): string {
  const { isHidden, isListing, keys, places, types, logFiles } = progress
  if (isHidden) return ''
  if (logFiles !== null) return logFilesText(logFiles)
  if (places.total === 0) return 'Finding accounts and Regions'
  if (isListing && keys.done === 0) return listingText(progress)
  if (!isListing && keys.done === keys.listed && types.done < types.total)
    return `Searching for dependents: ${countText(types.done)} of ${countNoun(types.total, 'list')} done${queueText(progress)}`
  const done = `${countText(keys.done)} of ${countNoun(keys.listed, 'key')}`
  return isListing ? `${done} found so far${queueText(progress)}` : `${done}${leftText(progress)}${queueText(progress)}`
}

/** `Reading log files: 1,200 of 11,520 (12%)` */
function logFilesText({ files, ofFiles, bytes, ofBytes }: NonNullable<Progress['logFiles']>): string {
  if (ofFiles === 0) return 'Looking for log files'
  return `Reading log files: ${countText(files)} of ${countText(ofFiles)} (${Math.floor((bytes / Math.max(1, ofBytes)) * 100)}%)`
}

/** `Listing keys: 3 of 17 Regions, 120 keys found` */
function listingText({ places, accounts, keys }: Progress): string {
  const where = accounts > 1 ? ` in ${countNoun(accounts, 'account')}` : ''
  const found = keys.listed === 0 ? '' : `, ${countNoun(keys.listed, 'key')} found`
  return `Listing keys: ${countText(places.listed)} of ${countNoun(places.total, 'Region')}${where}${found}`
}

const leftText = ({ secondsLeft }: Progress): string =>
  secondsLeft < 1 ? '' : `, about ${durationText(secondsLeft)} left`

/** The name of an operation without its service: `GetKeyLastUsage`. */
function queueText({ slowest }: Progress): string {
  if (slowest === null) return ''
  const { operation, waiting } = slowest
  return ` (${operation.slice(operation.indexOf(':') + 1)}: ${countText(waiting)} to go)`
}

/** The last line of `--log-progress`. `seconds` is the duration of the audit. */
export function endText({ keys, calls }: Progress, seconds: number): string {
  const made = `(${countNoun(calls, 'call')})`
  if (keys.done >= keys.listed) return `Audited ${countNoun(keys.listed, 'key')} in ${durationText(seconds)} ${made}.`
  return `Stopped after ${durationText(seconds)}: ${countText(keys.done)} of ${countNoun(keys.listed, 'key')} done ${made}.`
}

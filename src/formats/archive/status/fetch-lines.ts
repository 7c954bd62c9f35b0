import { firstOf } from '../../../lib/text/lists.ts'
import { countNoun } from '../../../lib/text/numbers.ts'
import { safeText } from '../../../lib/text/safe-text.ts'
import type { ArchiveStatus } from '../../../model/archive/archive-status.ts'
import type { FetchCommand } from '../../../model/archive/fetch-command.ts'
import type { View } from '../../format.ts'
import { labelledLines } from '../../table/labelled-lines.ts'

/** Commands that are shown. */
const MOST_COMMANDS = 6

/** The commands that copy what is missing from S3, one after the other, so that they can be pasted. */
export function* fetchLines(status: ArchiveStatus, view: View): Generator<string> {
  const { fetch, next_command: next } = status
  const commands = fetch.flatMap(({ command }) => command ?? [])
  if (commands.length > 0) {
    yield `${labelledLines('To fetch', `${introduction(status)}:`, view)}\n\n`
    const { shown, more } = firstOf(commands, MOST_COMMANDS)
    for (const command of [...shown, ...(next === null ? [] : [next])]) yield `  ${safeText(command)}\n`
    yield '\n'
    if (more > 0) yield `${labelledLines('', `and ${countNoun(more, 'more command')}: use -o json`, view)}\n`
    yield `${labelledLines('', GONE, view)}\n`
  }
  const unknown = fetch.filter(({ command }) => command === null)
  if (unknown.length > 0) yield `${labelledLines('To fetch', unknownText(unknown, status), view)}\n`
}

/** The time since KMS began to track uses needs no files, unless KMS cannot be asked. */
function introduction({ keys = [], summary }: ArchiveStatus): string {
  const times = keys.flatMap(({ uncovered }) => uncovered)
  return times.length > 0 && times.every(({ is_tracked_by_kms: isTracked }) => isTracked)
    ? 'An audit that also asks KMS does not need the missing files. These commands copy them, if S3 still has them'
    : summary.damaged_files > 0
      ? 'Remove damaged files first: aws s3 sync may treat them as unchanged. Then these commands copy what is missing, if S3 still has it'
      : 'These commands copy what is missing, if S3 still has it'
}

const GONE =
  'Files that S3 no longer has cannot be restored, unless the bucket keeps old versions. Their time remains uncovered.'

function unknownText(unknown: readonly FetchCommand[], { index }: ArchiveStatus): string {
  const [first] = unknown
  const places = new Set(unknown.map(({ account_id, region }) => `${account_id} ${region}`))
  const where = places.size === 1 ? `${first?.region} in account ${first?.account_id}` : countNoun(places.size, 'place')
  const rebuild =
    index === null ? '' : ' If an earlier version of kms-audit built the index, build it again in a new directory.'
  return `Files of ${where} are missing, and no digest file that was read names their bucket. Copy the digest files of the trail, too.${rebuild}`
}

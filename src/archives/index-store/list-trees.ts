import { statSync } from 'node:fs'
import { readErrorText } from '../../lib/files/file-errors.ts'
import { AuditError } from '../../lib/process/exit.ts'
import { joinWithAnd } from '../../lib/text/lists.ts'
import { countNoun } from '../../lib/text/numbers.ts'
import { type ArchiveListing, listArchive } from '../local/list-archive.ts'

/** Lists the files of an archive. Throws a usage error if a folder does not exist, or if there is no log file. */
export async function listTrees(trees: readonly string[], signal: AbortSignal): Promise<ArchiveListing> {
  for (const tree of trees) requireFolder(tree)
  const listing = await listArchive(trees, signal)
  if (listing.files.length === 0) throw withoutLogs(trees, listing)
  return listing
}

function requireFolder(tree: string): void {
  const why = whyNoFolder(tree)
  if (why !== null)
    throw new AuditError('usage', `Cannot read the archive ${tree}: ${why}.`, {
      hint: /(^|\/)~/.test(tree) ? HOME_HINT : 'Name the directory that contains AWSLogs, or any directory in it.',
    })
}

const HOME_HINT = 'The shell did not replace the ~, so it is part of the name. Write the whole path.'

function whyNoFolder(tree: string): string | null {
  try {
    return statSync(tree).isDirectory() ? null : 'it is not a directory'
  } catch (error) {
    return readErrorText(error as Error)
  }
}

function withoutLogs(trees: readonly string[], { others, unreadable }: ArchiveListing): AuditError {
  const whole = unreadable.find(({ path }) => trees.includes(path))
  if (whole !== undefined)
    return new AuditError('failed', `Cannot read the archive ${whole.path}: ${whole.why}.`, {
      hint: 'Allow this user to read the directory and its files, or name a copy.',
    })
  const [has, theyHave, theyAre] = trees.length === 1 ? ['has', 'it has', 'it is'] : ['have', 'they have', 'they are']
  const found = [
    ...(others === 0 ? [] : [`${theyHave} ${countNoun(others, 'other file')}`]),
    ...unreadable.slice(0, 1).map(({ path, why }) => `${path} could not be read (${why})`),
    ...(unreadable.length > 1 ? [`${countNoun(unreadable.length - 1, 'more path')} could not be read`] : []),
  ]
  const what = found.length === 0 ? `${theyAre} empty` : joinWithAnd(found)
  return new AuditError('usage', `${joinWithAnd(trees)} ${has} no log files of CloudTrail: ${what}.`, {
    hint: 'Name a directory with files such as AWSLogs/…/CloudTrail/…/111122223333_CloudTrail_….json.gz.',
  })
}

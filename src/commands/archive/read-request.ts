import type { Input } from '../../cli/command.ts'
import type { liveOptions } from '../../cli/groups/index.ts'
import { colorOf, progressOf } from '../../cli/resolve/audit.ts'
import { supportedOutputs } from '../../cli/resolve/outputs.ts'
import { type Resolved, usageError } from '../../cli/settings.ts'
import { archiveStatusFormats } from '../../formats/archive/index.ts'
import type { archiveCommandOptions } from './modes.ts'
import type { ArchiveRequest } from './request.ts'

type ArchiveResolved = Resolved<typeof liveOptions & typeof archiveCommandOptions>

/** Throws a usage error if the archive or the index is not named. */
export function archiveRequest(
  action: ArchiveRequest['action'],
  { settings }: ArchiveResolved,
  { typed, env }: Input,
): ArchiveRequest {
  const { trailArchive: trees, trailIndex: index, publicKeys, demo, key: keys, since, quiet, strict, debug } = settings
  if (action !== 'status' && trees.length === 0)
    throw usageError(`archive ${action} needs log files.`, 'Name their directory: --trail-archive DIR.')
  if (action === 'add' && index === null)
    throw usageError('archive add needs an index.', 'Name its directory, which may be new: --trail-index DIR.')
  if (since !== null && keys.length === 0)
    throw usageError('--since has no effect without --key.', 'Add --key ARN, or leave out --since.')
  if (trees.length === 0 && index === null && !demo)
    throw usageError(
      'archive status needs an index or log files.',
      'Name one: --trail-index DIR or --trail-archive DIR.',
    )
  return {
    action,
    trees,
    index,
    demo,
    keys,
    since,
    publicKeys,
    show: { color: colorOf(settings, env), quiet, progress: progressOf(settings) },
    strict,
    outputs: supportedOutputs(`archive ${action}`, Object.keys(archiveStatusFormats), settings, typed),
    debug,
  }
}

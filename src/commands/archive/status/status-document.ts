import type { ArchivePlace } from '../../../archives/archive-place.ts'
import type { ReadableArchive } from '../../../archives/engine.ts'
import { addCommand } from '../../../archives/index-store/add-command.ts'
import type { LocalEngine } from '../../../archives/index-store/local-engine.ts'
import { listTrees } from '../../../archives/index-store/list-trees.ts'
import { toolVersion } from '../../../lib/process/version.ts'
import type { ArchiveStatus } from '../../../model/archive/archive-status.ts'
import { placeOfArn } from '../../../model/key-arn.ts'
import { sinceTime } from '../../../model/since.ts'
import { isoTime } from '../../../model/time.ts'
import type { Host } from '../../shared/host.ts'
import { fetchPlan } from '../fetch/fetch-plan.ts'
import { type ArchiveRequest, readsLogFiles } from '../request.ts'
import { keysNamed } from './keys-named.ts'
import { keyStatuses } from './key-statuses.ts'
import { indexRow, shownArchive } from './status-of.ts'

/**
 * What is shown about an archive. Throws an `AuditError` for a key that is not found, and if the index is damaged.
 *
 * @param engine of the archive. Null: it is that of the sample account, which is not on disk.
 */
export async function statusOf(
  archive: ReadableArchive,
  engine: LocalEngine | null,
  request: ArchiveRequest,
  { host, signal }: { host: Host; signal: AbortSignal },
): Promise<ArchiveStatus> {
  const { trees, index } = request
  const now = host.now()
  const arns = keysNamed(request.keys, archive)
  const places = arns.map(placeOfArn)
  const isShown = ({ account, region }: ArchivePlace): boolean =>
    arns.length === 0 || places.some(place => place.account === account && place.region === region)
  const { summary, places: shown, lacking } = shownArchive(archive, archive.places.filter(isShown))
  const since = request.since === null ? null : sinceTime(request.since, now)
  const asked = arns.length === 0 ? null : await keyStatuses(archive, arns, { since, now })
  const files = await filesOf(engine, request, signal)
  const { fetch, next_command: addFetched } = fetchPlan(asked?.lacking ?? lacking, trees, index)
  const addPending = files.pending === null || index === null ? null : addCommand(trees, index)
  return {
    schema_version: 1,
    kind: 'kms-audit-archive-status',
    tool_version: toolVersion(),
    generated_at: isoTime(now),
    index: engine === null || index === null ? null : indexRow(engine.record, index),
    ...files,
    summary,
    ...(asked !== null && { keys: asked.keys }),
    places: shown,
    fetch,
    next_command: addFetched ?? addPending,
    unreadable: archive.unreadable.map(({ path, why }) => ({ path, why })),
  }
}

/** What this run read, and what it left for another run. */
async function filesOf(
  engine: LocalEngine | null,
  request: ArchiveRequest,
  signal: AbortSignal,
): Promise<Pick<ArchiveStatus, 'added' | 'pending'>> {
  if (engine === null) return { added: null, pending: null }
  const { trees } = request
  const areRead = readsLogFiles(request)
  const missing = !areRead && trees.length > 0 ? engine.missing((await listTrees(trees, signal)).files) : []
  const bytes = missing.reduce((sum, { size }) => sum + size, 0)
  const { files, bytes: read, damaged, retried } = engine.added
  return {
    added: areRead ? { files, bytes: read, damaged, retried } : null,
    pending: missing.length === 0 ? null : { files: missing.length, bytes },
  }
}

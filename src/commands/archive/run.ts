import { openLocalEngine, type LocalEngine } from '../../archives/index-store/local-engine.ts'
import { listTrees } from '../../archives/index-store/list-trees.ts'
import type { IndexProgress } from '../../archives/index-store/progress.ts'
import { archiveStatusFormats } from '../../formats/archive/index.ts'
import { AuditError, EXIT, type ExitCode } from '../../lib/process/exit.ts'
import type { ArchiveStatus } from '../../model/archive/archive-status.ts'
import type { Host } from '../shared/host.ts'
import { type Interruption, interruptible } from '../shared/interruptible.ts'
import { checkOutputs } from '../shared/outputs.ts'
import { showProgress } from '../shared/show-progress.ts'
import { speaker } from '../shared/speaker.ts'
import { indexProgressText } from './progress-text.ts'
import type { ArchiveRequest } from './request.ts'
import { show } from './show.ts'
import { archiveStatus, indexRow } from './status-of.ts'
import { verifyFiles } from './verify-files.ts'

/** Reads, shows or verifies log files on disk. */
export async function runArchive(request: ArchiveRequest, host: Host): Promise<ExitCode> {
  await checkOutputs(request.outputs)
  const interruption = interruptible(host.io)
  try {
    return await (request.action === 'verify' ? verifyFiles : showStatus)(request, host, interruption)
  } catch (error) {
    if (interruption.exit === null || !(error instanceof AuditError || interruption.signal.aborted)) throw error
    speaker(request, host.io).note(
      request.index === null ? 'Interrupted.' : 'Interrupted. What was read is in the index.',
    )
    return interruption.exit
  } finally {
    interruption.end()
  }
}

/** Reads new files into the index if asked to, and shows what the index holds and covers. */
async function showStatus(request: ArchiveRequest, host: Host, interruption: Interruption): Promise<ExitCode> {
  const engine = await opened(request, host, interruption)
  try {
    const status = await statusOf(engine, request, host, interruption)
    await show(archiveStatusFormats, status, request, host)
    return request.strict && isIncomplete(status) ? EXIT.incomplete : EXIT.ok
  } finally {
    await engine.close()
  }
}

/** `status` reads log files only if there is no index that is kept. */
async function opened(request: ArchiveRequest, host: Host, { signal }: Interruption): Promise<LocalEngine> {
  const { action, trees, index } = request
  const started = performance.now()
  let progress: IndexProgress | null = null
  const text = (): string =>
    progress === null ? 'Listing log files' : indexProgressText(progress, performance.now() - started)
  const hide = showProgress(text, request.show, host.io)
  try {
    return await openLocalEngine({
      trees: action === 'status' && index !== null ? [] : trees,
      index,
      processes: host.io.processes,
      now: host.now(),
      signal,
      onProgress: now => (progress = now),
      mayAddAccounts: true,
    })
  } finally {
    hide()
  }
}

async function statusOf(
  engine: LocalEngine,
  { action, trees, index }: ArchiveRequest,
  { now }: Host,
  { signal }: Interruption,
): Promise<ArchiveStatus> {
  const { kind, schema_version, tool_version, generated_at, ...rest } = archiveStatus(engine, now())
  const isKept = action === 'status' && index !== null
  const missing = isKept && trees.length > 0 ? engine.missing((await listTrees(trees, signal)).files) : []
  const pending = { files: missing.length, bytes: missing.reduce((sum, { size }) => sum + size, 0) }
  const { files, bytes, damaged, retried } = engine.added
  return {
    schema_version,
    kind,
    tool_version,
    generated_at,
    index: indexRow(engine, index),
    added: isKept ? null : { files, bytes, damaged, retried },
    pending: missing.length === 0 ? null : pending,
    ...rest,
  }
}

const isIncomplete = ({ summary, unreadable }: ArchiveStatus): boolean =>
  summary.damaged_files + summary.missing_files + unreadable.length > 0

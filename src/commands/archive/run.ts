import { openLocalEngine, type LocalEngine } from '../../archives/index-store/local-engine.ts'
import type { IndexProgress } from '../../archives/index-store/progress.ts'
import { archiveStatusFormats } from '../../formats/archive/index.ts'
import { AuditError, EXIT, type ExitCode } from '../../lib/process/exit.ts'
import type { ArchiveStatus } from '../../model/archive/archive-status.ts'
import type { ReadableArchive } from '../../archives/engine.ts'
import type { Host } from '../shared/host.ts'
import { type Interruption, interruptible } from '../shared/interruptible.ts'
import { checkOutputs } from '../shared/outputs.ts'
import { showProgress } from '../shared/show-progress.ts'
import { speaker } from '../shared/speaker.ts'
import { indexProgressText } from './progress-text.ts'
import { type ArchiveRequest, readsLogFiles } from './request.ts'
import { show } from './show.ts'
import { statusOf } from './status/status-document.ts'
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
  const engine = request.demo ? null : await opened(request, host, interruption)
  const archive = engine ?? (await sampleArchive(host))
  try {
    const status = await statusOf(archive, engine, request, { host, signal: interruption.signal })
    await show(archiveStatusFormats, status, request, host)
    return request.strict && isIncomplete(status) ? EXIT.incomplete : EXIT.ok
  } finally {
    await archive.close()
  }
}

async function sampleArchive({ now }: Host): Promise<ReadableArchive> {
  const { SampleArchive } = await import('../../simulation/sample/archive/sample-archive.ts')
  return new SampleArchive(now())
}

async function opened(request: ArchiveRequest, host: Host, { signal }: Interruption): Promise<LocalEngine> {
  const { trees, index } = request
  const areRead = readsLogFiles(request)
  const started = performance.now()
  let progress: IndexProgress | null = null
  const text = (): string =>
    progress === null ? 'Listing log files' : indexProgressText(progress, performance.now() - started)
  const hide = showProgress(text, request.show, host.io)
  try {
    return await openLocalEngine({
      trees: areRead ? trees : [],
      unreadTrees: areRead ? [] : trees,
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

const isIncomplete = ({ summary, unreadable }: ArchiveStatus): boolean =>
  summary.damaged_files + summary.missing_files + unreadable.length > 0

import { verifyArchive, type Verified } from '../../archives/digests/verify-archive.ts'
import { rememberAltered, requireIndex } from '../../archives/index-store/remember-altered.ts'
import { listTrees } from '../../archives/index-store/list-trees.ts'
import type { ArchiveListing } from '../../archives/local/list-archive.ts'
import { archiveVerificationFormats } from '../../formats/archive/index.ts'
import { EXIT, type ExitCode } from '../../lib/process/exit.ts'
import { toolVersion } from '../../lib/process/version.ts'
import { countNoun, countText } from '../../lib/text/numbers.ts'
import type {
  ArchiveVerification,
  VerificationProblem,
  VerificationSummary,
} from '../../model/archive/archive-verification.ts'
import { isoTime } from '../../model/time.ts'
import type { Host } from '../shared/host.ts'
import type { Interruption } from '../shared/interruptible.ts'
import { showProgress } from '../shared/show-progress.ts'
import type { ArchiveRequest } from './request.ts'
import { readPublicKeys } from './public-keys.ts'
import { show } from './show.ts'

/**
 * Exit code 1: a file was altered; 4: none was, but files are missing or damaged, nothing proves them, or the public key
 * of a signature is not known.
 */
export async function verifyFiles(request: ArchiveRequest, host: Host, { signal }: Interruption): Promise<ExitCode> {
  let read = 0
  let all = 0
  const text = (): string =>
    all === 0 ? 'Listing log files' : `Verifying: ${countText(read)} of about ${countNoun(all, 'file')}`
  const hide = showProgress(text, request.show, host.io)
  try {
    // An index that is not usable is refused before files are read.
    const setup = { processes: host.io.processes, now: host.now(), trees: request.trees }
    if (request.index !== null) requireIndex(request.index, setup)
    const keys = request.publicKeys.length === 0 ? null : await readPublicKeys(request.publicKeys)
    const listing = await listTrees(request.trees, signal)
    all = listing.files.length
    const verified = await verifyArchive(listing.files, {
      keysOf: () => keys,
      signal,
      onProgress: files => (read = files),
    })
    if (request.index !== null) await rememberAltered(request.index, verified.trails, { ...setup, now: host.now() })
    hide()
    const verification = verificationOf(verified, listing, keys === null, host)
    await show(archiveVerificationFormats, verification, request, host)
    return exitOf(verification)
  } finally {
    hide()
  }
}

const verificationOf = (
  { trails, unnamed }: Verified,
  { unreadable }: ArchiveListing,
  withoutKeys: boolean,
  { now }: Host,
): ArchiveVerification => ({
  schema_version: 1,
  kind: 'kms-audit-archive-verification',
  tool_version: toolVersion(),
  generated_at: isoTime(now()),
  signatures: withoutKeys ? { checked: false, why: 'this needs --public-keys' } : { checked: true, why: null },
  summary: verifiedSummary(trails, unnamed),
  trails,
  unreadable: unreadable.map(({ path, why }) => ({ path, why })),
})

function verifiedSummary(trails: Verified['trails'], unnamed: number): VerificationSummary {
  const problems = trails.flatMap(trail => trail.problems)
  const count = (kind: VerificationProblem['what']): number => problems.filter(({ what }) => what === kind).length
  return {
    digests: trails.reduce((sum, { digests }) => sum + digests, 0),
    log_files: trails.reduce((sum, { log_files: files }) => sum + files, 0),
    altered: count('altered'),
    damaged: count('damaged'),
    missing: count('missing'),
    unnamed,
  }
}

function exitOf({ summary, signatures, trails, unreadable }: ArchiveVerification): ExitCode {
  if (summary.altered > 0) return EXIT.findings
  // An altered digest file can name a public key that does not exist.
  const isUnchecked = signatures.checked && trails.some(trail => trail.hash_only > 0)
  const isUnproven = summary.damaged + summary.missing + unreadable.length > 0 || summary.digests === 0 || isUnchecked
  return isUnproven ? EXIT.incomplete : EXIT.ok
}

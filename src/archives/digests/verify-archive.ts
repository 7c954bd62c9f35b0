import type { KeyObject } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { groupBy } from '../../lib/group-by.ts'
import type { VerificationProblem, VerifiedTrail } from '../../model/archive/archive-verification.ts'
import { type Instant, isoTime } from '../../model/time.ts'
import type { TrailFile } from '../local/trail-file.ts'
import { unpack } from '../local/unpack.ts'
import { readDigestName } from './digest-name.ts'
import { digestProblems, unreadProblem } from './digest-problems.ts'
import { readVerifiedDigest, type UnreadDigest } from './read-verified-digest.ts'
import { unpackedName } from './unpacked-name.ts'
import { contentHash, type DigestCheck, type ReadDigest, verifyDigests } from './verify-digests.ts'

/** Public keys by fingerprint. */
export type PublicKeys = ReadonlyMap<string, KeyObject>

export interface VerifySettings {
  /** The public keys of a Region. Null: they are not known, so signatures are not checked. */
  keysOf(region: string): PublicKeys | null
  signal: AbortSignal
  /** Called with the number of files read so far. */
  onProgress(files: number): void
}

export interface Verified {
  trails: VerifiedTrail[]
  /** Log files that no digest file names. */
  unnamed: number
}

/**
 * Checks digest files by those that follow, and log files by the hashes in digest files. Throws the reason of the
 * signal.
 */
export async function verifyArchive(files: readonly TrailFile[], settings: VerifySettings): Promise<Verified> {
  const logs = new Map(files.filter(({ kind }) => kind === 'log').map(file => [unpackedName(file.name), file]))
  const named = new Set<string>()
  const digests = files.filter(({ kind }) => kind === 'digest')
  const trails: VerifiedTrail[] = []
  const verifier = new Verifier(logs, named, settings)
  for (const group of groupBy(digests, trailOf)) trails.push(await verifier.trail(group))
  return { trails, unnamed: [...logs.keys()].filter(name => !named.has(name)).length }
}

/** Digest files of one trail prove each other. */
function trailOf({ name, account, region }: TrailFile): string {
  const parts = readDigestName(name)
  return [account, region, parts?.trail, parts?.home].join(' ')
}

const firstEnd = (digests: readonly TrailFile[]): Instant =>
  digests.reduce((first, { name }) => Math.min(first, readDigestName(name)?.end ?? first), Number.POSITIVE_INFINITY)

class Verifier {
  readonly #logs: ReadonlyMap<string, TrailFile>
  readonly #named: Set<string>
  readonly #settings: VerifySettings
  #files = 0

  constructor(logs: ReadonlyMap<string, TrailFile>, named: Set<string>, settings: VerifySettings) {
    this.#logs = logs
    this.#named = named
    this.#settings = settings
  }

  async trail(files: readonly TrailFile[]): Promise<VerifiedTrail> {
    const [{ account, region, name } = { account: '', region: '', name: '' }] = files
    const { read, unread } = await this.#digests(files)
    const checks = verifyDigests(read, this.#settings.keysOf(region))
    const begin = read.reduce((time, { digest }) => Math.min(time, digest.start), Number.POSITIVE_INFINITY)
    const trail = { first: firstEnd(files), unread: new Set(unread.map(file => unpackedName(file.name))) }
    const problems: VerificationProblem[] = [
      ...unread.map(file => unreadProblem(file, checks)),
      ...checks.flatMap(check => digestProblems(check, trail)),
    ]
    const count = (result: DigestCheck['result']): number => checks.filter(check => check.result === result).length
    const { all, unchanged } = await this.#logFiles(checks, problems)
    const end = read.reduce((time, { digest }) => Math.max(time, digest.end), 0)
    return {
      account_id: account,
      region,
      trail: readDigestName(name)?.trail ?? '',
      since: read.length === 0 ? null : isoTime(begin),
      until: read.length === 0 ? null : isoTime(end),
      digests: files.length,
      signed: count('signed'),
      hash_only: count('hash-only'),
      unproven: count('newest'),
      log_files: all,
      log_files_unchanged: unchanged,
      restarts: read
        .filter(({ digest }) => digest.previous === null && !digest.isBackfill)
        .map(({ digest }) => isoTime(digest.start)),
      problems,
    }
  }

  async #digests(files: readonly TrailFile[]): Promise<{ read: ReadDigest[]; unread: UnreadDigest[] }> {
    const read: ReadDigest[] = []
    const unread: UnreadDigest[] = []
    for (const file of files) {
      await this.#count()
      const digest = readVerifiedDigest(file)
      if ('why' in digest) unread.push(digest)
      else read.push(digest)
    }
    return { read, unread }
  }

  /** Log files that a digest file names which is not as CloudTrail delivered it are not checked by it. */
  async #logFiles(
    checks: readonly DigestCheck[],
    problems: VerificationProblem[],
  ): Promise<{ all: number; unchanged: number }> {
    let all = 0
    let unchanged = 0
    for (const { digest, result } of checks) {
      for (const { name, hash } of digest.files) {
        all++
        this.#named.add(unpackedName(name))
        if (result === 'other-content' || result === 'forged') continue
        await this.#count()
        const problem = this.#logProblem(name, hash)
        if (problem === null) unchanged++
        else problems.push({ file: name, ...problem })
      }
    }
    return { all, unchanged }
  }

  #logProblem(name: string, hash: string): Omit<VerificationProblem, 'file'> | null {
    const file = this.#logs.get(unpackedName(name))
    if (file === undefined) return { what: 'missing', why: 'a digest file names it, but it is not in the archive' }
    const content = unpack(file.path)
    if (!content.readable) return { what: 'damaged', why: content.why }
    return contentHash(content.bytes) === hash
      ? null
      : { what: 'altered', why: 'its content does not have the hash that the digest file names' }
  }

  async #count(): Promise<void> {
    this.#settings.signal.throwIfAborted()
    this.#settings.onProgress(++this.#files)
    if (this.#files % PAUSE === 0) await setImmediate()
  }
}

/** Files between two pauses, in which signals are heard. */
const PAUSE = 20

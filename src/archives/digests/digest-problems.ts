import type { VerificationProblem } from '../../model/archive/archive-verification.ts'
import type { Instant } from '../../model/time.ts'
import { lastPart } from './digest-file.ts'
import type { UnreadDigest } from './read-verified-digest.ts'
import { unpackedName } from './unpacked-name.ts'
import type { DigestCheck, ReadDigest } from './verify-digests.ts'

/** The digest files of one trail in one account and Region. */
export interface DigestsOfTrail {
  /** Start of the first digest file: a copy of an archive may leave out what is older. */
  begin: Instant
  /** Names of all digest files, also of those that cannot be read (`unpackedName`). */
  present: ReadonlySet<string>
}

/** What is wrong with a digest file that can be read, and which one before it is missing. */
export function digestProblems(
  { digest, result, absent }: DigestCheck,
  { begin, present }: DigestsOfTrail,
): VerificationProblem[] {
  const file = lastPart(digest.object)
  const problems: VerificationProblem[] = []
  if (result === 'other-content') problems.push({ file, what: 'altered', why: OTHER_CONTENT })
  if (result === 'forged') problems.push({ file, what: 'altered', why: 'its signature is not that of CloudTrail' })
  if (absent !== null && digest.start > begin && !present.has(unpackedName(lastPart(absent))))
    problems.push({
      file: lastPart(absent),
      what: 'missing',
      why: `${file} names it as the digest file before it, but it is not in the archive`,
    })
  return problems
}

/** A digest file that can be unpacked may be proven to be altered, by the one that follows. */
export function unreadProblem({ name, why, hash }: UnreadDigest, read: readonly ReadDigest[]): VerificationProblem {
  const next = read.find(({ digest: { previous } }) => previous !== null && isNamed(previous.object, name))
  const isAltered = hash !== null && next !== undefined && next.digest.previous?.hash !== hash
  return isAltered
    ? { file: name, what: 'altered', why: `${OTHER_CONTENT}, and ${why}` }
    : { file: name, what: 'damaged', why }
}

const OTHER_CONTENT = 'its content does not have the hash that the next digest file names'

const isNamed = (object: string, name: string): boolean => unpackedName(lastPart(object)) === unpackedName(name)

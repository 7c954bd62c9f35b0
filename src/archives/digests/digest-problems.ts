import type { VerificationProblem } from '../../model/archive/archive-verification.ts'
import type { Instant } from '../../model/time.ts'
import { copyName, lastPart } from './digest-file.ts'
import { readDigestName } from './digest-name.ts'
import type { UnreadDigest } from './read-verified-digest.ts'
import { unpackedName } from './unpacked-name.ts'
import type { DigestCheck } from './verify-digests.ts'

/** The digest files of one trail in one account and Region. */
export interface DigestsOfTrail {
  /** End of the first digest file, by its name: a copy of an archive may leave out what is older. */
  first: Instant
  /** Names of the digest files that cannot be read (`unpackedName`). */
  unread: ReadonlySet<string>
}

/** Returns what is wrong with a digest file that can be read, and whether the one before it is missing. */
export function digestProblems(
  { digest, result, absent }: DigestCheck,
  { first, unread }: DigestsOfTrail,
): VerificationProblem[] {
  const file = lastPart(digest.object)
  const problems: VerificationProblem[] = []
  if (result === 'other-content') problems.push({ file, what: 'altered', why: OTHER_CONTENT })
  if (result === 'forged') problems.push({ file, what: 'altered', why: 'its signature is not that of CloudTrail' })
  if (absent !== null && !isOlder(absent, first) && !unread.has(copyName(absent)))
    problems.push({
      file: lastPart(absent),
      what: 'missing',
      why: `${file} names it as the digest file before it, but it is not in the archive`,
    })
  return problems
}

const isOlder = (object: string, first: Instant): boolean => (readDigestName(lastPart(object))?.end ?? first) < first

/** If the file can be unpacked, the next digest file may prove that it was altered. */
export function unreadProblem({ name, why, hash }: UnreadDigest, checks: readonly DigestCheck[]): VerificationProblem {
  const isAltered = checks
    .filter(({ result }) => result !== 'other-content')
    .some(
      ({ digest: { previous } }) =>
        previous !== null && copyName(previous.object) === unpackedName(name) && previous.hash !== hash,
    )
  return hash !== null && isAltered
    ? { file: name, what: 'altered', why: `${OTHER_CONTENT}, and ${why}` }
    : { file: name, what: 'damaged', why }
}

const OTHER_CONTENT = 'its content does not have the hash that the next digest file names'

import { AuditError } from '../../lib/process/exit.ts'
import { hasWildcard, matchesGlob } from '../../lib/text/glob.ts'
import { listText } from '../../lib/text/lists.ts'
import { closestWord } from '../../lib/text/suggest.ts'
import { quoted } from '../../lib/text/quoted.ts'
import type { SecretRecord } from '../../model/assessments/secrets.ts'
import type { Place } from '../../model/place.ts'

/** The parts of the ARN of a secret. Null: it is a name. */
export function secretArnParts(word: string): { region: string; account: string; name: string } | null {
  const [, region, account, name] = /^arn:[^:]+:secretsmanager:([^:]+):(\d{12}):secret:(.+)$/.exec(word) ?? []
  return region === undefined || account === undefined || name === undefined ? null : { region, account, name }
}

/**
 * Whether a name, an ARN or a glob of names means this secret. An ARN can be without its last six characters, as AWS
 * takes it.
 */
export const matchesSecret = (word: string, { arn, name }: { arn: string; name: string }): boolean =>
  word === name ||
  word === arn ||
  word === arn.replace(/-[^-]{6}$/, '') ||
  (hasWildcard(word) && matchesGlob(word, name))

interface Search {
  found: readonly SecretRecord[]
  /** The names of all listed secrets. */
  known: readonly string[]
  /** Every place listed its secrets to the end. */
  isListed: boolean
  places: readonly Place[]
  note(line: string): void
}

/**
 * Checks that every named secret exists. Where a list is not complete, a note says that it may exist.
 *
 * @throws AuditError (wrong usage) for a secret that does not exist in what was read
 */
export function checkNames(words: readonly string[], { found, known, isListed, places, note }: Search): void {
  for (const word of words) {
    if (found.some(secret => matchesSecret(word, secret))) continue
    const name = quoted(secretArnParts(word)?.name ?? word)
    const outside = whyOutside(word, name, places)
    if (outside !== null) throw new AuditError('usage', outside.message, { hint: outside.hint })
    if (isListed)
      throw new AuditError('usage', `Secret ${name} does not exist in ${placesText(places)}.`, {
        hint: hintFor(word, known),
      })
    note(`Secret ${name} was not found, but not all secrets could be listed.`)
  }
}

/** `eu-west-1 and us-east-1 of account 111122223333` */
function placesText(places: readonly Place[]): string {
  const accounts = listText(places.map(({ account }) => account))
  return `${listText(places.map(({ region }) => region))} of account ${accounts}`
}

function hintFor(word: string, known: readonly string[]): string {
  const near = closestWord(secretArnParts(word)?.name.replace(/-[^-]{6}$/, '') ?? word, known)
  return near === undefined
    ? 'Run kms-audit secrets without --secret to list the secrets, or name other Regions with -r.'
    : `Did you mean ${near}?`
}

/** Why a secret cannot be in what was read. Null: it could be. */
function whyOutside(word: string, name: string, places: readonly Place[]): { message: string; hint: string } | null {
  const arn = secretArnParts(word)
  if (arn === null) return null
  if (!places.some(({ account }) => account === arn.account))
    return {
      message: `The secret ${name} belongs to account ${arn.account}, which is not read.`,
      hint: 'Use the credentials of that account, for example with -p.',
    }
  if (places.some(({ region }) => region === arn.region)) return null
  return {
    message: `The secret ${name} is in ${arn.region}, which is not read.`,
    hint: `Add -r ${arn.region}.`,
  }
}

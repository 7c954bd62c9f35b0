import type { ReadableArchive } from '../../../archives/engine.ts'
import { AuditError } from '../../../lib/process/exit.ts'
import { quoted } from '../../../lib/text/quoted.ts'
import { keyArn, keyIdOf } from '../../../model/key-arn.ts'
import { type KeyName, keyName } from '../../../selection/key-name.ts'

/**
 * The ARNs of the keys that `--key` names. Throws a usage error for an alias, and for an ID that no record names, because
 * its account and Region are not known.
 */
export function keysNamed(words: readonly string[], archive: Pick<ReadableArchive, 'keys' | 'places'>): string[] {
  return [...new Set(words.flatMap(word => arnsOf(keyName(word), archive)))]
}

function arnsOf(name: KeyName, { keys, places }: Pick<ReadableArchive, 'keys' | 'places'>): string[] {
  const { kind, text, value, place } = name
  if (kind === 'alias' || kind === 'glob')
    throw new AuditError('usage', `Archives do not contain aliases such as ${quoted(text)}.`, {
      hint: 'Give the ID or the ARN of the key. To list them, run kms-audit -o csv.',
    })
  if (place !== null) return [keyArn(place, value)]
  const found = [...keys].filter(arn => (kind === 'prefix' ? keyIdOf(arn).startsWith(value) : keyIdOf(arn) === value))
  if (found.length === 0) throw notNamed(text, places)
  const ids = new Set(found.map(keyIdOf))
  if (ids.size > 1)
    throw new AuditError('usage', `${quoted(text)} is the beginning of ${ids.size} key IDs.`, {
      hint: 'Give more characters of the ID.',
    })
  return found
}

function notNamed(text: string, places: ReadableArchive['places']): AuditError {
  const { account = '111122223333', region = 'us-east-1' } = places[0] ?? {}
  return new AuditError('usage', `No event in the archive names the key ${quoted(text)}.`, {
    hint: `If the key was never used, give its ARN, such as arn:…:kms:${region}:${account}:key/…`,
  })
}

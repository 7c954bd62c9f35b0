import type { AliasesByKey } from '../model/listed-key.ts'
import type { ListedKey } from '../model/listed-key.ts'
import { matchesGlob, hasWildcard } from '../lib/text/glob.ts'
import { AuditError } from '../lib/process/exit.ts'
import { quoted } from '../lib/text/quoted.ts'
import type { Place } from '../model/place.ts'

/** One word of `--key` or `--exclude-key`, and the keys that it means. */
export interface KeyName {
  /** The word as the user typed it. */
  text: string
  /** The account and Region of an ARN. Null: every place. */
  place: Place | null
  /**
   * `prefix`: the first characters of key ids, in lower case; it must fit one id only. `alias` and `glob` begin with
   * `alias/`. `word` does not look like an id, but fits an id that equals the word.
   */
  kind: 'id' | 'prefix' | 'alias' | 'glob' | 'word'
  value: string
  /** Of the prefix of an operand: the alias that it may be instead, such as `alias/cafe`. */
  alias?: string
}

/** `arn:<partition>:kms:<region>:<account>:<key/… or alias/…>` */
const ARN = /^arn:([\w-]+):kms:([\w-]+):(\d{12}):((?:key|alias)\/.+)$/
/** https://docs.aws.amazon.com/kms/latest/developerguide/concepts-key-id.html */
const WHOLE_ID = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$/
const ID_PREFIX = /^(?:mrk-)?([0-9a-f-]*)$|^mrk$/
/** The smallest number of characters of an id prefix, without `mrk-`. */
const SHORTEST = 4

/**
 * Reads one word. Throws a usage error for an ARN of something else or with a part of an id, and for an id prefix that is
 * too short.
 */
export function keyName(text: string): KeyName {
  const [, partition, region, account, resource] = ARN.exec(text) ?? []
  if (partition !== undefined && region !== undefined && account !== undefined && resource !== undefined) {
    const place = { partition, account, region }
    return resource.startsWith('alias/')
      ? { text, place, ...aliasName(resource) }
      : { text, place, kind: 'id', value: wholeId(resource.slice('key/'.length)) }
  }
  if (text.startsWith('arn:')) throw new AuditError('usage', `${quoted(text)} is not the ARN of a KMS key or alias.`)
  if (text.startsWith('alias/')) return { text, place: null, ...aliasName(text) }
  if (hasWildcard(text)) return { text, place: null, ...aliasName(`alias/${text}`) }
  const id = text.toLowerCase()
  if (WHOLE_ID.test(id)) return { text, place: null, kind: 'id', value: id }
  const prefix = ID_PREFIX.exec(id)
  if (prefix === null) return { text, place: null, kind: 'word', value: text }
  if ((prefix[1]?.length ?? 0) >= SHORTEST) return { text, place: null, kind: 'prefix', value: id }
  throw new AuditError('usage', `${quoted(text)} is too short to be the beginning of a key id.`, {
    hint: `Give at least ${SHORTEST} characters of the id${id.startsWith('mrk-') ? ' after mrk-' : ''}, or an alias such as alias/orders.`,
  })
}

/** The ID of the ARN of a key, in lower case. Throws a usage error for an ID that is cut off. */
function wholeId(resource: string): string {
  const id = resource.toLowerCase()
  if (WHOLE_ID.test(id)) return id
  throw new AuditError('usage', `${quoted(resource)} at the end of the ARN is not a whole key ID.`, {
    hint: 'Give all 36 characters of the ID; the first characters of an ID are enough without arn:… before them.',
  })
}

/**
 * Reads an operand that names one key. An alias needs no `alias/`, also if its name looks like the beginning of an id.
 */
export function operandName(text: string): KeyName {
  const alias = `alias/${text}`
  if (!text.startsWith('arn:') && !hasWildcard(text) && isTooShort(text))
    return { text, place: null, kind: 'alias', value: alias }
  const name = keyName(text)
  if (name.kind === 'word') return { ...name, kind: 'alias', value: alias }
  return name.kind === 'prefix' ? { ...name, alias } : name
}

const isTooShort = (text: string): boolean => {
  const prefix = ID_PREFIX.exec(text.toLowerCase())
  return prefix !== null && (prefix[1]?.length ?? 0) < SHORTEST
}

const aliasName = (value: string): Pick<KeyName, 'kind' | 'value'> => ({
  kind: hasWildcard(value) ? 'glob' : 'alias',
  value,
})

/** Whether the name means this key. The aliases may be empty if no name needs aliases. */
export function isNamed(
  { place, kind, value, alias }: KeyName,
  key: ListedKey,
  { account, region }: Place,
  aliases: AliasesByKey,
): boolean {
  if (place !== null && (account !== place.account || region !== place.region)) return false
  const names = aliases.get(key.id) ?? []
  switch (kind) {
    case 'id':
    case 'word':
      return key.id === value
    case 'prefix':
      return key.id.startsWith(value) || (alias !== undefined && names.includes(alias))
    case 'alias':
      return names.includes(value)
    case 'glob':
      return names.some(name => fitsAlias(value, name))
  }
}

/** Aliases of AWS managed keys fit only a glob that begins with `alias/aws/`, as `*` in a shell skips dotfiles. */
const fitsAlias = (glob: string, alias: string): boolean =>
  (!alias.startsWith(AWS_ALIAS) || glob.startsWith(AWS_ALIAS)) && matchesGlob(glob, alias)

const AWS_ALIAS = 'alias/aws/'

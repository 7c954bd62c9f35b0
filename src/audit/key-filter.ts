import type { ListedKey } from '../aws/list-keys.ts'
import type { AliasesByKey } from '../aws/list-aliases.ts'
import { AuditError } from '../lib/exit.ts'
import type { Gap } from '../model/gap.ts'
import type { Place } from '../model/place.ts'

/** `arn:<partition>:kms:<region>:<account>:<key/… or alias/…>` */
const ARN = /^arn:([\w-]+):kms:([\w-]+):(\d{12}):((?:key|alias)\/.+)$/

interface Wanted {
  text: string
  /** Of an ARN only. */
  place: Place | null
  alias: string | null
  id: string | null
}

/** The keys named by `--key`: ids, ARNs and aliases, with or without their prefix. */
export class KeyFilter {
  #wanted: readonly Wanted[]
  #matched = new Set<string>()

  constructor(texts: readonly string[]) {
    this.#wanted = texts.map(parse)
  }

  /** No key was named: all are wanted. */
  get isOpen(): boolean {
    return this.#wanted.length === 0
  }

  /** An alias can be matched only when the aliases have been read. */
  get needsAliases(): boolean {
    return this.#wanted.some(({ alias }) => alias !== null)
  }

  /** The Regions that the ARNs name. */
  get regions(): string[] {
    return [...new Set(this.#wanted.flatMap(({ place }) => place?.region ?? []))]
  }

  /** Whether every named key can be in this place's Region by an ARN alone: then no other needs to be asked. */
  get onlyArns(): boolean {
    return this.#wanted.length > 0 && this.#wanted.every(({ place }) => place !== null)
  }

  wants(key: ListedKey, place: Place, aliases: AliasesByKey): boolean {
    if (this.isOpen) return true
    let found = false
    for (const wanted of this.#wanted) {
      if (!matches(wanted, key, place, aliases)) continue
      this.#matched.add(wanted.text)
      found = true
    }
    return found
  }

  /** Wrong usage: an ARN of an account that is not audited. */
  requireAccounts(accounts: ReadonlySet<string>, hint?: string): void {
    for (const { place, text } of this.#wanted) {
      if (place === null || accounts.has(place.account)) continue
      throw new AuditError(
        'usage',
        `${text} belongs to account ${place.account}, not to ${[...accounts].join(', ')}.`,
        {
          hint: hint ?? `Use credentials of ${place.account} (--profile).`,
        },
      )
    }
  }

  /** Without these answers a named key may be there all the same. */
  #hides = (operation: string): boolean =>
    operation === 'kms:ListKeys' || (operation === 'kms:ListAliases' && this.needsAliases)

  /** Wrong usage: something was named that no place has. */
  requireMatches(regions: readonly string[], gaps: readonly Gap[] = []): void {
    const missing = this.#wanted.filter(({ text }) => !this.#matched.has(text)).map(({ text }) => `'${text}'`)
    if (missing.length === 0) return
    const unread = gaps.find(({ operation, reason }) => this.#hides(operation) || reason === 'expired')
    if (unread !== undefined) {
      const why = `${unread.operation} ${unread.reason.replace('_', ' ')}: ${unread.message}`
      throw new AuditError('failed', `Cannot tell whether ${missing.join(', ')} is in ${regions.join(', ')}: ${why}.`)
    }
    throw new AuditError('usage', `No key in ${regions.join(', ')} matches ${missing.join(', ')}.`, {
      hint: '--key takes key ids, key ARNs, and aliases such as alias/orders; -r chooses the Regions.',
    })
  }
}

function parse(text: string): Wanted {
  const [, partition, region, account, resource] = ARN.exec(text) ?? []
  if (partition !== undefined && region !== undefined && account !== undefined && resource !== undefined) {
    const place = { partition, account, region }
    return resource.startsWith('alias/')
      ? { text, place, alias: resource, id: null }
      : { text, place, alias: null, id: resource.slice('key/'.length) }
  }
  if (text.startsWith('arn:')) {
    throw new AuditError('usage', `'${text}' is no ARN of a KMS key or alias.`)
  }
  return text.startsWith('alias/')
    ? { text, place: null, alias: text, id: null }
    : { text, place: null, alias: null, id: text }
}

function matches(wanted: Wanted, key: ListedKey, place: Place, aliases: AliasesByKey): boolean {
  if (wanted.place !== null) {
    const { account, region } = wanted.place
    if (account !== place.account || region !== place.region) return false
  }
  if (wanted.alias !== null) return aliases.get(key.id)?.includes(wanted.alias) ?? false
  return wanted.id === key.id
}

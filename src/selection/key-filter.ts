import type { ListedKey } from '../model/listed-key.ts'
import type { AliasesByKey } from '../model/listed-key.ts'
import { AuditError } from '../lib/process/exit.ts'
import { joinWithOr } from '../lib/text/lists.ts'
import type { Gap } from '../model/gap.ts'
import { keyArn } from '../model/key-arn.ts'
import type { Place } from '../model/place.ts'
import type { KeyName } from './key-name.ts'
import { KeyNames, textOf } from './key-names.ts'
import { PlaceCounts } from './place-counts.ts'

/** The keys that `--key` names, or all keys, without the keys that `--exclude-key` names. */
export class KeyFilter {
  #named: KeyNames
  #except: KeyNames
  /** Keys that `--exclude-key` leaves out. */
  readonly excluded = new PlaceCounts()
  #chosen = 0

  /** @param isOne the name is an operand that must match one key only; it may be an alias without `alias/` */
  constructor(names: readonly string[], except: readonly string[] = [], { isOne = false } = {}) {
    this.#named = new KeyNames(names, isOne)
    this.#except = new KeyNames(except)
  }

  /** Whether no key was named, so that all keys are wanted that are not excluded. */
  get isOpen(): boolean {
    return this.#named.isEmpty
  }

  /** Whether the filter leaves out no key. */
  get isIdle(): boolean {
    return this.#named.isEmpty && this.#except.isEmpty
  }

  get needsAliases(): boolean {
    return this.#named.needsAliases || this.#except.needsAliases
  }

  /** Whether a name must fit one id only, so that every list has to be read before any key is audited. */
  get hasPrefixes(): boolean {
    return this.#named.hasPrefixes || this.#except.hasPrefixes
  }

  /** The whole id that is the only name, so that no list is needed to find it. Null: there is another name. */
  get onlyId(): string | null {
    const [name, ...others] = this.#named.all
    return name?.kind === 'id' && others.length === 0 && this.#except.isEmpty ? name.value : null
  }

  /** Whether the only name is an alias, so that the list of aliases is enough to find its key. */
  get isAlias(): boolean {
    return this.#named.all.length === 1 && this.#named.all[0]?.kind === 'alias' && this.#except.isEmpty
  }

  /** The Regions that the ARNs of `--key` name. */
  get regions(): string[] {
    return [...new Set(this.#named.all.flatMap(({ place }) => place?.region ?? []))]
  }

  /** Whether every name of `--key` is an ARN, so that other Regions need no calls. */
  get onlyArns(): boolean {
    return !this.isOpen && this.#named.all.every(({ place }) => place !== null)
  }

  /** The ARNs of the keys, if every name of `--key` is an ARN of a key. Null: other keys may be wanted. */
  get wholeArns(): readonly string[] | null {
    const { all } = this.#named
    const arns = all.flatMap(({ kind, place, value }) => (kind === 'id' && place ? keyArn(place, value) : []))
    return !this.isOpen && arns.length === all.length ? arns : null
  }

  /** The accounts and Regions that the ARNs of keys name. An alias must be looked up, so its ARN does not count. */
  get keyPlaces(): readonly Place[] {
    return this.#named.all.flatMap(({ kind, place }) => (kind === 'id' && place !== null ? place : []))
  }

  /** The wanted IDs in a place whose keys cannot be listed. Null: all keys. Throws a usage error for other names. */
  idsIn({ account, region }: Place): readonly string[] | null {
    if (this.isOpen) return null
    const own = this.#named.all.filter(
      ({ place: at }) => at === null || (at.account === account && at.region === region),
    )
    const unlisted = own.filter(({ kind }) => kind !== 'id')
    if (unlisted.length === 0) return own.map(({ value }) => value)
    throw new AuditError('usage', `Cannot look up ${textOf(unlisted)} in account ${account}, which is not entered.`, {
      hint: 'Name the key by its ARN.',
    })
  }

  /** Whether a key is wanted. Counts the keys that are left out, so call it once for each key. */
  wants(key: ListedKey, place: Place, aliases: AliasesByKey): boolean {
    const isExcluded = this.#except.matches(key, place, aliases)
    if (!this.isOpen && !this.#named.matches(key, place, aliases)) return false
    if (isExcluded) this.excluded.add(place)
    else this.#chosen++
    return !isExcluded
  }

  /** Throws a usage error for an ARN of an account that is not audited. */
  requireAccounts(accounts: ReadonlySet<string>, hint?: string): void {
    for (const { place, text } of this.#named.all) {
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

  /** The error for a prefix that fits several ids. Null: no prefix does, among the keys listed so far. */
  get ambiguous(): AuditError | null {
    return this.#named.ambiguous ?? this.#except.ambiguous
  }

  /**
   * Throws for a name that matches several ids, and for a name of `--key` that matches none. If a list could not be
   * read, the key may be in that list, so the name is an error only if no other name matched a key. Returns notes about
   * names that could not be checked, and names of `--exclude-key` that match no key: a deleted key must not break a
   * scheduled run.
   */
  requireMatches(places: readonly string[], gaps: readonly Gap[] = []): string[] {
    if (this.ambiguous !== null) throw this.ambiguous
    const regions = [...new Set(places)].join(', ')
    return [...this.#unmatchedNames(regions, gaps), ...this.#unmatchedExclusions(regions, gaps)]
  }

  #unmatchedNames(regions: string, gaps: readonly Gap[]): string[] {
    const { missing } = this.#named
    const why = whyUnread(missing, gaps)
    if (missing.length > 0 && why === null)
      throw new AuditError('usage', `No key in ${regions} matches ${textOf(missing)}.`, {
        hint: this.#named.suggestion() ?? (this.#named.isOne ? OPERAND_FORMS : FORMS),
      })
    if (!this.isOpen && this.#chosen === 0 && !this.excluded.isEmpty)
      throw new AuditError('usage', '--exclude-key excludes every key of --key.', {
        hint: 'Remove one of the two options.',
      })
    if (missing.length === 0) return []
    const line = `Cannot determine whether ${textOf(missing)} is in ${regions}: ${why}.`
    if (this.#chosen === 0) throw new AuditError('failed', line)
    return [line]
  }

  #unmatchedExclusions(regions: string, gaps: readonly Gap[]): string[] {
    const { missing } = this.#except
    if (missing.length === 0) return []
    const why = whyUnread(missing, gaps)
    if (why !== null) return [`Cannot determine whether --exclude-key ${textOf(missing)} is in ${regions}: ${why}.`]
    const meant = this.#except.suggestion()
    return [`No key in ${regions} matches --exclude-key ${textOf(missing)}.${meant === null ? '' : ` ${meant}`}`]
  }
}

/** Says why the keys may exist although no list has them: names the first list that could not be read. */
function whyUnread(names: readonly KeyName[], gaps: readonly Gap[]): string | null {
  const needAliases = names.some(({ kind }) => kind === 'alias' || kind === 'glob')
  const unread = gaps.find(
    ({ operation, reason }) =>
      reason === 'expired' || operation === 'kms:ListKeys' || (operation === 'kms:ListAliases' && needAliases),
  )
  return unread === undefined
    ? null
    : `${unread.operation} ${unread.reason.replace('_', ' ')}: ${unread.message.replace(/\.$/, '')}`
}

const OPERAND_FORMS =
  'Give a key id or its first characters, an ARN, or an alias; -r chooses the Regions, and -r all searches all of them.'

const FORMS = `--key takes ${joinWithOr([
  'key ids and their first characters',
  'key ARNs',
  'aliases such as alias/orders',
  "globs such as 'alias/prod/*'",
])}; -r chooses the Regions.`

import { archives } from '../../archives/registry.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import { once } from '../../lib/flow/once.ts'
import { listText } from '../../lib/text/lists.ts'
import type { ActivityWindow } from '../../model/assessments/activity-window.ts'
import { keyIdOf } from '../../model/key-arn.ts'
import { KeyFilter } from '../../selection/key-filter.ts'
import type { ArchivedActivity, OpenArchive } from '../../sources/archive/read-archived-activity.ts'
import type { AssessmentRun } from '../assess/assess.ts'
import { type AskedKeys, everyKey } from './asked-keys.ts'

/** Keys that were named by ARN or ID, but that do not occur in an archive: the name may be mistyped. */
export class SilentKeys {
  readonly #reading: AssessmentRun
  readonly #operation: string
  /** Reading the keys of an index takes time, so they are read only if a key has no call. */
  readonly #known: () => ReadonlySet<string> | undefined
  /** Silent keys of entered accounts, whose keys can be listed. */
  readonly #unlisted = new Map<PlaceClient, readonly string[]>()
  readonly #noted = new Set<string>()

  constructor(reading: AssessmentRun, { id, engine }: OpenArchive) {
    this.#reading = reading
    this.#operation = archives[id].operation
    this.#known = once(() => engine.keys)
  }

  /**
   * Records the wanted keys of a place that no event names. Returns the window of the place, which is not complete if the
   * archive knows none of the keys: zero calls then prove nothing.
   *
   * @param wanted ARNs. Null: all keys
   */
  add(client: PlaceClient, { window, keys: found }: ArchivedActivity, wanted: AskedKeys['arns']): ActivityWindow {
    const { filter } = this.#reading.run
    // Without ARNs, the wanted keys of an entered account are from its own list.
    if (wanted === null || window.since === null || (client.isEntered && filter.wholeArns === null)) return window
    const calm = wanted.filter(arn => !found.some(({ key }) => key === arn))
    const silent = calm.filter(arn => !this.#isKnown(arn))
    if (silent.length === 0) return window
    if (client.isEntered) {
      this.#unlisted.set(client, silent)
      return window
    }
    const names = listText(silent.map(keyIdOf))
    if (this.#known() === undefined) {
      this.#note(`The archive has no calls with key ${names} in this time, and cannot tell whether the key exists.`)
      return window
    }
    const why = `the archive has no call with key ${names}`
    for (const id of silent.map(keyIdOf))
      client.gap(this.#operation, 'partial', 'the archive has no call with this key', id)
    this.#note(`The archive has no call with key ${names}: check ${filter.wholeArns === null ? 'the ID' : 'the ARN'}.`)
    return silent.length < wanted.length || !window.is_complete ? window : { ...window, is_complete: false, why }
  }

  /** An ID without an ARN is known if a key of any account and Region has it. */
  #isKnown(arn: string): boolean {
    const known = this.#known()
    if (known === undefined || known.has(arn) || this.#reading.run.filter.wholeArns !== null)
      return known?.has(arn) === true
    return [...known].some(each => keyIdOf(each) === keyIdOf(arn))
  }

  #note(line: string): void {
    if (!this.#noted.has(line)) this.#reading.note(line)
    this.#noted.add(line)
  }

  /** Compares the silent keys of entered places with the lists of their keys. */
  requireListed(): Promise<void> {
    return requireListed(this.#unlisted)
  }
}

/**
 * Lists the keys of places that are entered.
 *
 * @param silent ARNs of named keys without a call
 * @throws AuditError (wrong usage) if a list does not have one of the keys; its hint names similar IDs
 */
export async function requireListed(silent: ReadonlyMap<PlaceClient, readonly string[]>): Promise<void> {
  const lists = await Promise.all(
    [...silent]
      .filter(([, arns]) => arns.length > 0)
      .map(async ([client, arns]) => ({ place: client.place, arns, ...(await everyKey(client)) })),
  )
  // A list that could not be read is a gap.
  const whole = lists.filter(({ isWhole }) => isWhole)
  const filter = new KeyFilter(whole.flatMap(({ arns }) => arns))
  for (const { place, keys } of whole) for (const key of keys) filter.wants(key, place, new Map())
  filter.requireMatches(whole.map(({ place }) => place.region))
}

import { isSuccessfulUse } from './calls-of-use.ts'
import { NO_KEY } from './event-id.ts'
import { dimensionsOf, metricId, type SimulatedMetric } from './simulated-metric.ts'
import type { Instant } from '../../model/time.ts'
import { keyArn, type SimAccount } from './world.ts'
import { type SimGrant, type SimKey, type SimUse } from './sim-key.ts'
import type { SimQuotas } from './sim-quotas.ts'

/** The CloudTrail events of one use, with the keys that they name. */
export interface EventSeries {
  use: SimUse
  /** ARNs in the order of CloudTrail's `resources`. In a ReEncrypt the source comes first. */
  arns: readonly string[]
  key: number
  index: number
  noise: boolean
  /** The number of a single call, if only this call of the use is meant. */
  call?: number
}

/** Answers questions about one Region. Each map is built when it is first needed. */
export class RegionIndex {
  readonly keys: SimKey[]
  readonly predefinedAliases: string[]
  readonly account: SimAccount
  readonly region: string
  readonly quotas: SimQuotas
  readonly #noise: readonly SimUse[]
  #byId: Map<string, number> | undefined
  #byAlias: Map<string, number> | undefined
  #incoming: Map<string, EventSeries[]> | undefined
  #metrics: Map<string, SimulatedMetric> | undefined
  readonly #grants = new Map<string, readonly SimGrant[]>()

  constructor(account: SimAccount, region: string) {
    const { keys = [], predefinedAliases = [], noise = [], quotas = {} } = account.regions[region] ?? {}
    this.account = account
    this.region = region
    this.keys = [...(typeof keys === 'function' ? keys() : keys)]
    this.predefinedAliases = [...predefinedAliases]
    this.#noise = noise
    this.quotas = quotas
  }

  arn = (key: { id: string }): string => keyArn(this.account, this.region, key.id)

  keyNumber(id: string): number | undefined {
    this.#byId ??= new Map(this.keys.map((key, number) => [key.id, number]))
    return this.#byId.get(id)
  }

  keyOfAlias(alias: string): SimKey | undefined {
    this.#byAlias ??= new Map(this.keys.flatMap((key, number) => key.aliases.map(name => [name, number] as const)))
    const number = this.#byAlias.get(alias)
    return number === undefined ? undefined : this.keys[number]
  }

  grantsOf({ id, grants = [] }: SimKey): readonly SimGrant[] {
    if (typeof grants !== 'function') return grants
    const made = this.#grants.get(id) ?? grants()
    this.#grants.set(id, made)
    return made
  }

  add(key: SimKey): void {
    this.keys.push(key)
    this.#byId = this.#byAlias = undefined
  }

  /** Records a use that the simulated AWS itself made. */
  addUse(id: string, use: SimUse): void {
    const number = this.keyNumber(id) ?? -1
    const key = this.keys[number]
    if (key === undefined) return
    this.keys[number] = { ...key, uses: [...key.uses, use] }
    this.#metrics = this.#incoming = undefined
  }

  /** Changes a key, and records the event of the change. The data of the world stays as it is. */
  changeKey(id: string, change: Partial<SimKey>, event: SimUse): void {
    const number = this.keyNumber(id) ?? -1
    const key = this.keys[number]
    if (key === undefined) return
    this.keys[number] = { ...key, ...change, noise: [...(key.noise ?? []), event] }
    this.#incoming = undefined
  }

  /** Deletes a key at the end of its waiting period, which CloudTrail shows as an event of KMS itself. */
  deleteIfDue(id: string, now: Instant): void {
    const { state, deletionDate = now + 1, vanished } = this.keys[this.keyNumber(id) ?? -1] ?? {}
    if (state !== 'PendingDeletion' || deletionDate > now || vanished === true) return
    this.changeKey(id, { vanished: true }, { operation: 'DeleteKey', at: deletionDate, by: 'kms.amazonaws.com' })
  }

  /** Returns all CloudTrail events of one key: its uses, its other calls, and ReEncrypt calls from other keys. */
  seriesOfKey(number: number): EventSeries[] {
    const key = this.keys[number]
    return key === undefined ? [] : [...this.#ownSeries(key, number), ...this.incomingReEncrypts(this.arn(key))]
  }

  /** Returns ReEncrypt calls of other keys that have this key as destination. */
  incomingReEncrypts(arn: string): EventSeries[] {
    this.#incoming ??= this.#findIncoming()
    return this.#incoming.get(arn) ?? []
  }

  /** Returns the series whose event IDs contain the number of this key, or NO_KEY. */
  *seriesByOrigin(number: number): Iterable<EventSeries> {
    const key = this.keys[number]
    if (key !== undefined) yield* this.#ownSeries(key, number)
    if (number === NO_KEY) yield* this.#regionSeries()
  }

  /** Returns every event of the Region once. */
  *allSeries(): Iterable<EventSeries> {
    for (const [number, key] of this.keys.entries()) yield* this.#ownSeries(key, number)
    yield* this.#regionSeries()
  }

  get metrics(): ReadonlyMap<string, SimulatedMetric> {
    this.#metrics ??= this.#findMetrics()
    return this.#metrics
  }

  *#ownSeries(key: SimKey, number: number): Iterable<EventSeries> {
    if (key.uses.length === 0 && key.noise === undefined) return
    const arn = this.arn(key)
    for (const [index, use] of key.uses.entries()) {
      const arns = use.partner === undefined ? [arn] : [arn, use.partner]
      yield { use, arns, key: number, index, noise: false }
    }
    for (const [index, use] of (key.noise ?? []).entries()) yield { use, arns: [arn], key: number, index, noise: true }
  }

  *#regionSeries(): Iterable<EventSeries> {
    for (const [index, use] of this.#noise.entries()) {
      const arns = use.foreignKey === undefined ? [] : [use.foreignKey]
      yield { use, arns, key: NO_KEY, index, noise: true }
    }
  }

  /** Returns the calls of this account with a key of another one. */
  seriesOfForeignKey(arn: string): EventSeries[] {
    return [...this.#regionSeries()].filter(({ arns }) => arns.includes(arn))
  }

  #findIncoming(): Map<string, EventSeries[]> {
    const incoming = new Map<string, EventSeries[]>()
    for (const series of this.allSeries()) {
      const [source, destination] = series.arns
      if (destination === undefined || destination === source) continue
      const known = incoming.get(destination)
      if (known === undefined) incoming.set(destination, [series])
      else known.push(series)
    }
    return incoming
  }

  #findMetrics(): Map<string, SimulatedMetric> {
    const found = new Map<string, SimulatedMetric>()
    for (const { use, arns, noise } of this.allSeries()) {
      if (noise || !isSuccessfulUse(use)) continue
      const dimensions = dimensionsOf(use, arns)
      const id = metricId(dimensions)
      const metric = found.get(id)
      if (metric === undefined) found.set(id, { dimensions, uses: [use] })
      else metric.uses.push(use)
    }
    return found
  }
}

import { succeeded } from './calls-of-use.ts'
import { NO_KEY } from './event-id.ts'
import { keyArn, type SimAccount, type SimGrant, type SimKey, type SimUse } from './world.ts'

/** The calls of one use, and where they belong. */
export interface Stream {
  use: SimUse
  /** ARNs in the order of CloudTrail's `resources`: of a ReEncrypt the source first. */
  arns: readonly string[]
  key: number
  index: number
  noise: boolean
  /** The number of the only call that is meant, where the use was narrowed to it. */
  call?: number
}

/** One metric of CloudWatch: a set of dimensions and the uses that count into it. */
export interface Series {
  dimensions: { Name: string; Value: string }[]
  uses: SimUse[]
}

/** Everything that is asked of one Region, each map built when it is first needed. */
export class RegionIndex {
  readonly keys: SimKey[]
  readonly predefinedAliases: string[]
  readonly account: SimAccount
  readonly region: string
  readonly #noise: readonly SimUse[]
  #byId: Map<string, number> | undefined
  #byAlias: Map<string, number> | undefined
  #incoming: Map<string, Stream[]> | undefined
  #series: Map<string, Series> | undefined
  readonly #grants = new Map<string, readonly SimGrant[]>()

  constructor(account: SimAccount, region: string) {
    const { keys = [], predefinedAliases = [], noise = [] } = account.regions[region] ?? {}
    this.account = account
    this.region = region
    this.keys = [...(typeof keys === 'function' ? keys() : keys)]
    this.predefinedAliases = [...predefinedAliases]
    this.#noise = noise
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

  /** All CloudTrail events of one key: its uses, its other calls, and ReEncrypt calls from other keys. */
  streamsOf(number: number): Stream[] {
    const key = this.keys[number]
    return key === undefined ? [] : [...this.#ownStreams(key, number), ...this.incomingOf(this.arn(key))]
  }

  /** ReEncrypt calls of other keys whose destination is this one. */
  incomingOf(arn: string): Stream[] {
    this.#incoming ??= this.#findIncoming()
    return this.#incoming.get(arn) ?? []
  }

  /** The streams that a key (or no key) is the origin of: those whose events carry its number in their ids. */
  *streamsByOrigin(number: number): Iterable<Stream> {
    const key = this.keys[number]
    if (key !== undefined) yield* this.#ownStreams(key, number)
    if (number === NO_KEY) yield* this.#regionStreams()
  }

  /** Every event of the Region once. */
  *allStreams(): Iterable<Stream> {
    for (const [number, key] of this.keys.entries()) yield* this.#ownStreams(key, number)
    yield* this.#regionStreams()
  }

  get series(): ReadonlyMap<string, Series> {
    this.#series ??= this.#findSeries()
    return this.#series
  }

  *#ownStreams(key: SimKey, number: number): Iterable<Stream> {
    if (key.uses.length === 0 && key.noise === undefined) return
    const arn = this.arn(key)
    for (const [index, use] of key.uses.entries()) {
      const arns = use.partner === undefined ? [arn] : [arn, use.partner]
      yield { use, arns, key: number, index, noise: false }
    }
    for (const [index, use] of (key.noise ?? []).entries()) yield { use, arns: [arn], key: number, index, noise: true }
  }

  *#regionStreams(): Iterable<Stream> {
    for (const [index, use] of this.#noise.entries()) yield { use, arns: [], key: NO_KEY, index, noise: true }
  }

  #findIncoming(): Map<string, Stream[]> {
    const incoming = new Map<string, Stream[]>()
    for (const stream of this.allStreams()) {
      const [source, destination] = stream.arns
      if (destination === undefined || destination === source) continue
      const known = incoming.get(destination)
      if (known === undefined) incoming.set(destination, [stream])
      else known.push(stream)
    }
    return incoming
  }

  #findSeries(): Map<string, Series> {
    const found = new Map<string, Series>()
    for (const { use, arns, noise } of this.allStreams()) {
      if (noise || !succeeded(use)) continue
      const dimensions = dimensionsOf(use, arns)
      const id = seriesId(dimensions)
      const series = found.get(id)
      if (series === undefined) found.set(id, { dimensions, uses: [use] })
      else series.uses.push(use)
    }
    return found
  }
}

/** The same for the same dimensions in any order. */
export const seriesId = (dimensions: readonly { Name: string; Value: string }[]): string =>
  dimensions
    .map(({ Name, Value }) => `${Name}=${Value}`)
    .toSorted()
    .join('|')

/** ReEncrypt is measured per pair of keys and nowhere else. */
const dimensionsOf = (use: SimUse, [source = '', destination = source]: readonly string[]): Series['dimensions'] =>
  use.operation === 'ReEncrypt'
    ? [
        { Name: 'SourceKeyArn', Value: source },
        { Name: 'DestinationKeyArn', Value: destination },
        { Name: 'Operation', Value: use.operation },
      ]
    : [
        { Name: 'KeyArn', Value: source },
        { Name: 'Operation', Value: use.operation },
      ]

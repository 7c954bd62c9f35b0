import { PlaceClient } from '../../aws/session/place-client.ts'
import { Countdown } from '../../lib/flow/countdown.ts'
import { loadDependents, type NamedDependent } from '../../dependents/load-dependents.ts'
import type { DependentsOptions } from '../../model/options/options.ts'
import type { AliasesByKey } from '../../model/listed-key.ts'
import type { Place } from '../../model/place.ts'
import type { SweepResult } from '../../model/sweep.ts'
import type { AuditedPlace } from '../../report/audited-place.ts'
import type { FoundDependents } from '../../report/found-dependents.ts'
import { placeClientFinder } from '../enter/places.ts'
import type { Engines } from '../run/open-engines.ts'
import type { EnteredRun } from '../run/run.ts'
import { archivedData } from './archived-contexts.ts'
import { joinSweeps } from './join-sweeps.ts'
import { placeId } from './resolve-key.ts'
import { sweepPlace } from './sweep-place.ts'

/** The sweeps of a run. Each place is swept beside its audit: every operation has its own queue. */
export class Sweeps {
  readonly #run: EnteredRun
  readonly #types: readonly NamedDependent[]
  /** Null: the services are asked. */
  readonly #aggregator: DependentsOptions['aggregator']
  /** Those of the places that answered. */
  readonly #clients: PlaceClient[] = []
  readonly #results = new Map<string, Promise<SweepResult>>()
  /** Ends when the keys of all places have been read. */
  readonly #keysRead = new Countdown()

  constructor(run: EnteredRun, types: readonly NamedDependent[]) {
    this.#run = run
    this.#types = types
    this.#aggregator = run.options.dependents?.aggregator ?? null
  }

  /** Begins the sweep of a place, unless an aggregator is asked about all places together. */
  start(client: PlaceClient): void {
    this.#clients.push(client)
    if (this.#aggregator !== null) return
    const { accounts, gaps, host } = this.#run
    const { account } = client.place
    const cannotUseKeys = accounts.some(({ session }) => session.account === account && session.cannotUseKeys)
    const { progress } = host
    const task = { client, types: this.#types, gaps, progress, cannotUseKeys, keysRead: this.#keysRead.done }
    this.#results.set(placeId(client.place), sweepPlace(task))
  }

  /** Waits for all sweeps, once the keys of all places have been read, and joins what they and the archives found. */
  async finish(
    places: readonly (AuditedPlace & { aliases: AliasesByKey })[],
    engines: Engines,
  ): Promise<FoundDependents> {
    this.#keysRead.end()
    const recorded = places.filter(({ inventory }) => inventory !== undefined).map(({ place }) => place)
    const asked = await this.#askAggregators(recorded)
    const swept = await Promise.all(
      places.map(async ({ place, keys }) => ({
        place,
        keys,
        sweep: asked.results.get(placeId(place)) ?? (await this.#results.get(placeId(place))) ?? this.#notSwept(),
      })),
    )
    const aliases = new Map(places.map(({ place, aliases: byKey }) => [placeId(place), byKey]))
    const { gaps } = this.#run
    const archived = await archivedData(
      places.map(({ place }) => place),
      engines,
      gaps,
    )
    return { ...joinSweeps(swept, aliases, this.#types, gaps, archived), from: asked.from }
  }

  /** For each place, that no type could be read. */
  #nothing(message: string): ReadonlyMap<string, SweepResult> {
    const gaps = this.#types.map(({ id: type }) => ({ type, reason: 'not_enabled' as const, message }))
    return new Map(this.#clients.map(({ place }) => [placeId(place), { references: [], gaps }]))
  }

  /** The result of a place that did not list its keys: its resources may name keys of other Regions. */
  #notSwept(): SweepResult {
    const message = 'not searched, because the keys of the Region could not be listed'
    return { references: [], gaps: this.#types.map(({ id: type }) => ({ type, reason: 'partial' as const, message })) }
  }

  /** Asks the aggregator that `--dependents-from` names, and that of the inventory about the places not entered. */
  async #askAggregators(
    recorded: readonly Place[],
  ): Promise<{ from: string; results: ReadonlyMap<string, SweepResult> }> {
    const [first] = this.#clients
    const { inventory } = this.#run
    if (this.#aggregator === null || first === undefined)
      return { from: 'lists', results: await this.#recorded(recorded) }
    const { name, region } = this.#aggregator
    const { account, region: firstRegion } = first.place
    const client = placeClientFinder(this.#run)(account, region ?? firstRegion)
    const from = `config:${name}@${region ?? firstRegion}`
    if (!(client instanceof PlaceClient)) return { from, results: this.#nothing(`${region} is in another partition`) }
    const isSame =
      inventory?.aggregator === name &&
      placeId(inventory.client.place) === placeId({ account, region: region ?? firstRegion })
    const { sweepAggregator } = await import('./config/sweep-aggregator.ts')
    const task = { client, aggregator: name, types: this.#types, places: this.#clients }
    const [results, others] = await Promise.all([
      sweepAggregator({ ...task, notEntered: isSame ? recorded : [] }),
      this.#recorded(isSame ? [] : recorded),
    ])
    return { from, results: new Map([...results, ...others]) }
  }

  /** What the aggregator of the inventory has recorded in places that were not entered. */
  async #recorded(places: readonly Place[]): Promise<ReadonlyMap<string, SweepResult>> {
    const { inventory } = this.#run
    if (inventory === null || places.length === 0) return new Map()
    const { client, aggregator } = inventory
    const { sweepAggregator } = await import('./config/sweep-aggregator.ts')
    return sweepAggregator({ client, aggregator, types: this.#types, places: [], notEntered: places })
  }
}

/** Prepares the sweeps of a run. Null: `--dependents` was not given. */
export async function startSweeps(run: EnteredRun): Promise<Sweeps | null> {
  const { dependents } = run.options
  return dependents === null ? null : new Sweeps(run, await loadDependents(dependents))
}

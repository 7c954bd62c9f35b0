import { listAliases } from '../../aws/kms/list-aliases.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import { loadDependents, type NamedDependent } from '../../dependents/load-dependents.ts'
import { joinWithAnd } from '../../lib/text/lists.ts'
import { type Fact, known, unknown } from '../../model/fact.ts'
import type { NewDependentRecord } from '../../model/retirement/retirement-watch.ts'
import type { SweepResult } from '../../model/sweep.ts'
import type { WatchTarget } from '../../model/retirement/watch-reading.ts'
import type { EnteredRun } from '../run/run.ts'
import { type AliasesByPlace, placeId, resolveKey } from '../sweep/resolve-key.ts'
import { sweepPlace } from '../sweep/sweep-place.ts'

/**
 * Searches the types of a plan again, to find resources that reference a key since then. A read that can decrypt is not
 * made: it would be a refused call of its own. A resource that needs the key for it shows up by its refused calls.
 */
export class NewDependents {
  readonly #types: Promise<readonly NamedDependent[]>
  readonly #run: Pick<EnteredRun, 'gaps' | 'host'>
  readonly #sweeps = new Map<string, Promise<{ sweep: SweepResult; aliases: AliasesByPlace }>>()

  /** @param types ids of the types that the plan searched */
  constructor(types: readonly string[], run: Pick<EnteredRun, 'gaps' | 'host'>) {
    this.#run = run
    const wanted = new Set(types)
    this.#types = loadDependents({ named: [], others: 'all', aggregator: null }).then(all =>
      all.filter(({ id, dependent }) => wanted.has(id) && dependent.mayDecrypt === undefined),
    )
  }

  /** Null: the plan did not search. Types that the plan could not read either say nothing new. */
  async of(target: WatchTarget, client: PlaceClient): Promise<Fact<NewDependentRecord[]> | null> {
    if (target.dependents === null) return null
    const { known: before, gaps: gapsBefore } = target.dependents
    const { sweep, aliases } = await this.#sweepOf(client)
    const missed = sweep.gaps.filter(({ type }) => !gapsBefore.includes(type))
    const names = new Set(before.map(({ type, id }) => `${type} ${id}`))
    const found = sweep.references
      .filter(({ key, dependent }) => {
        const resolved = resolveKey(key, client.place, aliases)
        return resolved.kind === 'own' && resolved.arn === target.arn && !names.has(`${dependent.type} ${dependent.id}`)
      })
      .map(({ dependent: { type, id, arn } }): NewDependentRecord => ({ type, id, arn }))
    if (found.length > 0 || missed.length === 0) return known(found)
    return unknown(joinWithAnd(missed.map(({ type, message }) => `${type} (${message})`)))
  }

  #sweepOf(client: PlaceClient): Promise<{ sweep: SweepResult; aliases: AliasesByPlace }> {
    const place = placeId(client.place)
    const sweep = this.#sweeps.get(place) ?? this.#sweep(client)
    this.#sweeps.set(place, sweep)
    return sweep
  }

  async #sweep(client: PlaceClient): Promise<{ sweep: SweepResult; aliases: AliasesByPlace }> {
    const types = await this.#types
    const { gaps, host } = this.#run
    const { progress } = host
    const task = { client, types, gaps, progress, cannotUseKeys: false, keysRead: Promise.resolve() }
    const [sweep, { byKey, failure }] = await Promise.all([sweepPlace(task), listAliases(client)])
    // Without aliases, a resource that names its key by one could reference any key.
    const gap = failure === null ? [] : [{ type: 'alias', reason: failure.reason, message: failure.why }]
    return {
      sweep: { ...sweep, gaps: [...sweep.gaps, ...gap] },
      aliases: new Map([[placeId(client.place), byKey]]),
    }
  }
}

import type { AliasesByKey } from '../../model/listed-key.ts'
import { listAliases } from '../../aws/kms/list-aliases.ts'
import { listKeys } from '../../aws/kms/list-keys.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { Gap } from '../../model/gap.ts'
import type { AuditOptions } from '../../model/options/options.ts'
import type { KeyFilter } from '../../selection/key-filter.ts'
import { withRun } from '../run/with-run.ts'
import { isInOtherPartition, placesOf } from '../enter/places.ts'
import type { Plan } from './plan.ts'
import { planOf } from './plan.ts'
import { withArchives } from './plan-archives.ts'
import { loadDependents } from '../../dependents/load-dependents.ts'
import { countRecorded, withInventory } from './plan-inventory.ts'
import { placeId } from '../sweep/resolve-key.ts'
import { loadSources } from '../../sources/load-sources.ts'
import type { RunHost } from '../run/run-host.ts'
import { requireAnswers } from '../run/require-answers.ts'

interface Estimate {
  plan: Plan
  gaps: readonly Gap[]
  /** Notes about names of keys that could not be checked, or that matched no key. */
  notes: readonly string[]
  /** Account names from Organizations, by account id. */
  accountNames: ReadonlyMap<string, string>
}

/** Makes the estimate of `--estimate`: lists the keys of every place, and makes no other calls about them. */
export const estimate = (options: AuditOptions, host: RunHost): Promise<Estimate> =>
  withRun(options, host, async run => {
    const counted = await Promise.all(
      placesOf(run).map(async client => ({
        place: client.place,
        keys: await countKeys(client, run.filter),
      })),
    )
    const { gaps, inventory } = run
    requireAnswers(inventory !== null || counted.some(({ keys }) => keys !== null), gaps)
    const answered = counted.filter(({ keys }) => keys !== null).map(({ place }) => placeId(place))
    const recorded = inventory === null ? [] : countRecorded(inventory, new Set(answered), run.filter)
    const notes = run.filter.requireMatches(
      counted.map(({ place }) => place.region),
      gaps.all,
    )
    const listed = counted.map(({ place, keys }) => ({ place, keys: keys ?? 0 }))
    const [sources, dependents] = await Promise.all([loadSources(options), loadDependents(options.dependents)])
    const live = planOf(listed, options, sources, dependents)
    const asked = { maxRates: options.maxRates, isSearched: sources.some(({ id }) => id in options.archives) }
    const whole = inventory === null ? live : withInventory(live, inventory, recorded, asked)
    const plan = await withArchives(whole, run, sources)
    return { plan, gaps: gaps.all, notes, accountNames: run.accountNames }
  })

/** Counts the requested keys. Null: not even the first page could be read. */
async function countKeys(client: PlaceClient, filter: KeyFilter): Promise<number | null> {
  if (isInOtherPartition(client)) return null
  const { place } = client
  const aliases = filter.needsAliases ? await aliasesOf(client) : NO_ALIASES
  let keys: number | null = null
  for await (const page of listKeys(client)) {
    if (page.known) keys = (keys ?? 0) + page.value.filter(key => filter.wants(key, place, aliases)).length
    else client.note(page, 'kms:ListKeys')
  }
  return keys
}

const NO_ALIASES: AliasesByKey = new Map()

async function aliasesOf(client: PlaceClient): Promise<AliasesByKey> {
  const { byKey, failure } = await listAliases(client)
  client.note(failure, 'kms:ListAliases')
  return byKey
}

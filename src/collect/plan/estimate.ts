import { type AliasesByKey, listAliases } from '../../aws/kms/list-aliases.ts'
import { listKeys } from '../../aws/kms/list-keys.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { Gap } from '../../model/gap.ts'
import type { AuditOptions } from '../../model/options.ts'
import type { KeyFilter } from '../../selection/key-filter.ts'
import { withRun } from '../run/open-run.ts'
import { isElsewhere, placesOf } from '../enter/places.ts'
import type { Plan } from './plan.ts'
import { planOf } from './plan.ts'
import { loadSources } from '../../sources/load-sources.ts'
import type { Ports } from '../run/ports.ts'
import { requireAnswers } from '../run/require-answers.ts'

interface Estimate {
  plan: Plan
  gaps: readonly Gap[]
  /** Notes about names of keys that could not be checked, or that matched no key. */
  notes: readonly string[]
  /** Account names from Organizations, by account id. */
  accountNames: ReadonlyMap<string, string>
}

/** `--estimate`: lists the keys of every place, and asks no more. */
export const estimate = (options: AuditOptions, ports: Ports): Promise<Estimate> =>
  withRun(options, ports, async run => {
    const counted = await Promise.all(
      placesOf(run).map(async access => ({
        place: access.place,
        keys: await countKeys(access, run.door.filter),
      })),
    )
    const { gaps } = run.door.run
    requireAnswers(
      counted.some(({ keys }) => keys !== null),
      gaps,
    )
    const notes = run.door.filter.requireMatches(
      counted.map(({ place }) => place.region),
      gaps.all,
    )
    const listed = counted.map(({ place, keys }) => ({ place, keys: keys ?? 0 }))
    const plan = planOf(listed, options, await loadSources(options.sources))
    return { plan, gaps: gaps.all, notes, accountNames: run.door.accountNames }
  })

/** Those that are asked for; null: not even the first page could be read. */
async function countKeys(access: PlaceClient, filter: KeyFilter): Promise<number | null> {
  if (isElsewhere(access)) return null
  const { place } = access
  const aliases = filter.needsAliases ? await aliasesOf(access) : NO_ALIASES
  let keys: number | null = null
  for await (const page of listKeys(access)) {
    if (page.known) keys = (keys ?? 0) + page.value.filter(key => filter.wants(key, place, aliases)).length
    else access.note(page, 'kms:ListKeys')
  }
  return keys
}

const NO_ALIASES: AliasesByKey = new Map()

async function aliasesOf(access: PlaceClient): Promise<AliasesByKey> {
  const { byKey, failure } = await listAliases(access)
  access.note(failure, 'kms:ListAliases')
  return byKey
}

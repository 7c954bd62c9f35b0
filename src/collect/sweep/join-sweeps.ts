import { compareTexts } from '../../lib/text/compare-texts.ts'
import type { GapLog } from '../../aws/calls/gap-log.ts'
import type { NamedDependent } from '../../dependents/load-dependents.ts'
import type { DependentRecord, DependentsGapRecord, ForeignKeyRecord } from '../../model/dependents.ts'
import { placeOfArn } from '../../model/key-arn.ts'
import type { Place } from '../../model/place.ts'
import type { SweepResult } from '../../model/sweep.ts'
import type { AuditedKey } from '../../report/audited-key.ts'
import type { FoundDependents, KeyDependents } from '../../report/found-dependents.ts'
import { mergeDependents } from './merge-dependents.ts'
import type { ArchivedData } from './archived-contexts.ts'
import { dataOf } from './data-of.ts'
import { dataOfContexts, resourceOfLastUse, resourcesOfGrants } from './named-resources.ts'
import { placeId, resolveKey, type AliasesByPlace } from './resolve-key.ts'

export interface SweptPlace {
  place: Place
  keys: readonly AuditedKey[]
  sweep: SweepResult
}

/** Joins what all places found: each reference goes to its key, in whatever Region that is. */
export function joinSweeps(
  places: readonly SweptPlace[],
  aliases: AliasesByPlace,
  types: readonly NamedDependent[],
  gaps: GapLog,
  archived: ArchivedData | null = null,
): Omit<FoundDependents, 'from'> {
  const own = new Map<string, DependentRecord[]>()
  const foreign = new Map<string, ForeignKeyRecord>()
  const names = new Map<string, string>()
  const gapsByPlace = new Map(places.map(({ place }) => [placeId(place), gapsAbout(place, places, types)]))
  for (const { place, sweep } of places) {
    for (const { key, dependent, otherIds = [] } of sweep.references) {
      for (const other of [...otherIds, dependent.arn]) names.set(nameOf(place, dependent.type, other), dependent.id)
      const resolved = resolveKey(key, place, aliases)
      if (resolved.kind === 'foreign') addForeign(foreign, resolved.arn, place, dependent)
      // The owner of a foreign key may be another account of the run.
      const owner = resolved.kind === 'foreign' ? placeOfArn(resolved.arn) : place
      const found = resolved.kind === 'foreign' ? resolveKey(resolved.arn, owner, aliases) : resolved
      if (found.kind === 'own') add(own, found.arn, dependent)
      else if (found.kind === 'unresolved')
        gapsByPlace.get(placeId(owner))?.push(unresolved(dependent, found.name, owner, gaps))
    }
  }
  const ids = types.map(({ id }) => id)
  const byKey = new Map<string, KeyDependents>()
  for (const { place, keys } of places) {
    for (const { key, facts } of keys) {
      const named = [
        ...resourcesOfGrants(facts.grants ?? [], types),
        ...(facts.last_user === undefined
          ? []
          : [resourceOfLastUse(facts.last_user, types)].filter(one => one !== null)),
      ]
      const dependents = mergeDependents(
        [...(own.get(key.arn) ?? []), ...named.map(one => listedAs(one, place, names))],
        ids,
      )
      const seen = dataOfContexts(archived?.contexts.get(key.arn) ?? [], archived?.types ?? [])
      const listed = seen.map(({ record, singular, day }) => ({
        ...listedAs(record, place, names),
        singular,
        last_seen_on: day,
      }))
      byKey.set(key.arn, {
        dependents,
        ...(archived !== null && !archived.unread.has(placeId(place)) && { dataOf: dataOf(listed, dependents) }),
        gaps: oncePerType(gapsByPlace.get(placeId(place)) ?? []),
      })
    }
  }
  return { byKey, foreign: sortedForeign(foreign, ids), types: types.map(toTypeRecord) }
}

/** The record of a resource that a grant or a context names by another id than the lists do. */
const listedAs = (named: DependentRecord, place: Place, names: ReadonlyMap<string, string>): DependentRecord => ({
  ...named,
  id:
    (named.arn === null ? undefined : names.get(nameOf(place, named.type, named.arn))) ??
    names.get(nameOf(place, named.type, named.id)) ??
    named.id,
})

/** The same name can be that of another resource in another place. */
const nameOf = (place: Place, type: string, name: string | null): string => `${placeId(place)} ${type} ${name}`

/** What could not be read in a place; and in other Regions of its account, about types that name keys of this one. */
function gapsAbout(
  { account, region }: Place,
  places: readonly SweptPlace[],
  types: readonly NamedDependent[],
): DependentsGapRecord[] {
  const elsewhere = new Set(types.flatMap(({ id, dependent }) => (dependent.namesOtherRegions === true ? id : [])))
  return places
    .filter(({ place }) => place.account === account)
    .toSorted((a, b) => Number(b.place.region === region) - Number(a.place.region === region))
    .flatMap(({ place, sweep }) =>
      place.region === region
        ? sweep.gaps
        : sweep.gaps
            .filter(({ type }) => elsewhere.has(type))
            .map(gap => ({ ...gap, message: `in ${place.region}: ${gap.message}` })),
    )
}

function add(all: Map<string, DependentRecord[]>, arn: string, dependent: DependentRecord): void {
  const before = all.get(arn)
  if (before === undefined) all.set(arn, [dependent])
  else before.push(dependent)
}

function addForeign(all: Map<string, ForeignKeyRecord>, arn: string, place: Place, dependent: DependentRecord): void {
  const id = `${arn} ${placeId(place)}`
  const record = all.get(id) ?? { key_arn: arn, account_id: place.account, region: place.region, dependents: [] }
  record.dependents.push(dependent)
  all.set(id, record)
}

/** A resource that names its key by an unknown alias, or in an unknown form, could reference any key of the Region. */
function unresolved(dependent: DependentRecord, name: string, place: Place, gaps: GapLog): DependentsGapRecord {
  const { type, id } = dependent
  const message = `${id} names its key ${name}, which no key of the Region is known to have`
  const { account, region } = place
  gaps.add({ account, region, keyId: null, operation: `dependents:${type}`, reason: 'vanished', message })
  return { type, reason: 'vanished', message }
}

function oncePerType(gaps: readonly DependentsGapRecord[]): DependentsGapRecord[] {
  const first = new Map<string, DependentsGapRecord>()
  for (const gap of gaps) if (!first.has(gap.type)) first.set(gap.type, gap)
  return [...first.values()]
}

const sortedForeign = (foreign: ReadonlyMap<string, ForeignKeyRecord>, ids: readonly string[]): ForeignKeyRecord[] =>
  [...foreign.entries()]
    .toSorted(([a], [b]) => compareTexts(a, b))
    .map(([, record]) => ({ ...record, dependents: mergeDependents(record.dependents, ids) }))

const toTypeRecord = ({ id, dependent: { singular, plural } }: NamedDependent) => ({ id, singular, plural })

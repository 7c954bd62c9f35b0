import type { Key } from '../model/key.ts'
import type { Disposition } from '../model/usage.ts'

interface Member {
  key: Key
  /** Its own, from what was seen in its own Region. */
  disposition: Disposition
}

interface FamilyDispositions {
  /** By ARN, for every key that was given, multi-Region or not. */
  dispositions: ReadonlyMap<string, Disposition>
  /** By Region that was not audited, how many multi-Region keys have a member there. */
  missing: ReadonlyMap<string, number>
}

/**
 * The keys of a whole run, where a multi-Region key is as much in use as any of its replicas: they share their key
 * material, so what one encrypted another decrypts.
 * https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html
 */
export function familyDispositions(members: readonly Member[]): FamilyDispositions {
  const dispositions = new Map(members.map(({ key, disposition }) => [key.arn, disposition]))
  const missing = new Map<string, number>()
  for (const family of familiesOf(members)) {
    const absent = relativesOf(family).filter(arn => !family.some(({ key }) => key.arn === arn))
    const shared = sharedDisposition(family, absent)
    if (shared !== null) for (const { key } of family) dispositions.set(key.arn, shared)
    for (const region of new Set(absent.map(regionOf))) missing.set(region, (missing.get(region) ?? 0) + 1)
  }
  return { dispositions, missing }
}

function familiesOf(members: readonly Member[]): Iterable<Member[]> {
  const families = new Map<string, Member[]>()
  for (const member of members) {
    if (!isMultiRegion(member.key)) continue
    const { place, id } = member.key
    const name = `${place.partition}/${place.account}/${id}`
    families.set(name, [...(families.get(name) ?? []), member])
  }
  return families.values()
}

/** KMS starts the ids of multi-Region keys, and of no others, with `mrk-`: all we know of a key we may not read. */
export const isMultiRegion = (key: Key): boolean =>
  key.id.startsWith('mrk-') || (key.readable && key.multiRegion !== null)

const relativesOf = (family: readonly Member[]): string[] => [
  ...new Set(family.flatMap(({ key }) => (key.readable && key.multiRegion !== null ? arnsIn(key.multiRegion) : []))),
]

const arnsIn = ({ primaryArn, replicaArns }: { primaryArn: string; replicaArns: readonly string[] }): string[] => [
  primaryArn,
  ...replicaArns,
]

/** Null: each member keeps its own. */
function sharedDisposition(family: readonly Member[], absent: readonly string[]): Disposition | null {
  const own = family.map(({ disposition }) => disposition)
  if (own.includes('in_use')) return 'in_use'
  // Where no member could be read, nobody knows how many there are.
  const isWhole = absent.length === 0 && relativesOf(family).length > 0
  return isWhole && !own.includes('unknown') ? null : 'unknown'
}

const regionOf = (arn: string): string => arn.split(':')[3] ?? ''

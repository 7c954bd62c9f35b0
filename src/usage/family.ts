import type { Key } from '../model/key.ts'
import { type Disposition, UNUSED, type Usage } from '../model/usage.ts'

interface FamilyMember {
  key: Key
  /** From the evidence of its own Region. */
  disposition: Disposition
  /** The verdict on the same evidence. Null: no source was queried. */
  usage: Pick<Usage, 'status'> | null
}

interface FamilyDispositions {
  /** By ARN, for every key of the run, multi-Region or not. */
  dispositions: ReadonlyMap<string, Disposition>
  /** By Region that was not audited: how many multi-Region keys have a related key there. */
  missing: ReadonlyMap<string, number>
}

/**
 * Decides the dispositions of all keys of a run. A multi-Region key is in use if any of its related keys is: they share
 * their key material, so one decrypts what another encrypted.
 * https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html
 */
export function decideFamilyDispositions(members: readonly FamilyMember[]): FamilyDispositions {
  const dispositions = new Map(members.map(({ key, disposition }) => [key.arn, disposition]))
  const missing = new Map<string, number>()
  for (const family of familiesOf(members)) {
    const absent = relatedArns(family).filter(arn => !family.some(({ key }) => key.arn === arn))
    for (const { key, disposition } of family) dispositions.set(key.arn, inFamily(disposition, family, absent))
    for (const region of new Set(absent.map(regionOf))) missing.set(region, (missing.get(region) ?? 0) + 1)
  }
  return { dispositions, missing }
}

function familiesOf(members: readonly FamilyMember[]): Iterable<FamilyMember[]> {
  const families = new Map<string, FamilyMember[]>()
  for (const member of members) {
    if (!isMultiRegion(member.key)) continue
    const { place, id } = member.key
    const name = `${place.partition}/${place.account}/${id}`
    families.set(name, [...(families.get(name) ?? []), member])
  }
  return families.values()
}

/**
 * Whether a key is a multi-Region key. Only their IDs start with `mrk-`, which also shows it for a key that cannot be
 * read.
 */
export const isMultiRegion = (key: Key): boolean =>
  key.id.startsWith('mrk-') || (key.readable && key.multiRegion !== null)

const relatedArns = (family: readonly FamilyMember[]): string[] => [
  ...new Set(family.flatMap(({ key }) => (key.readable && key.multiRegion !== null ? arnsIn(key.multiRegion) : []))),
]

const arnsIn = ({ primaryArn, replicaArns }: { primaryArn: string; replicaArns: readonly string[] }): string[] => [
  primaryArn,
  ...replicaArns,
]

/** Returns the disposition of one member of a family. `own` is that of its own evidence. */
function inFamily(own: Disposition, family: readonly FamilyMember[], absent: readonly string[]): Disposition {
  const all = family.map(({ disposition }) => disposition)
  if (all.includes('in_use')) return 'in_use'
  // If no member could be read, the number of members is not known.
  const isWhole = absent.length === 0 && relatedArns(family).length > 0
  if (!isWhole || all.includes('unknown')) return 'unknown'
  return UNUSED.includes(own) && family.some(isPartlySeen) ? 'unknown' : own
}

/**
 * Whether a young member may have been used in days that no complete source saw, for example between its creation and
 * the start of KMS tracking. Older members that are not unused are in use or unknown.
 */
const isPartlySeen = ({ disposition, usage }: FamilyMember): boolean =>
  disposition === 'new' && usage?.status !== 'never'

const regionOf = (arn: string): string => arn.split(':')[3] ?? ''

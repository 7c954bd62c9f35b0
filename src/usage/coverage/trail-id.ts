import type { ArchiveTrace, DigestHour, TrailNow } from '../../model/archive/coverage.ts'

/** A trail of which the archive has digest files. */
export interface TrailId {
  name: string
  /** Its home Region. */
  home: string
  isOrganization: boolean
  /** The account to which it belongs. Null: not known. */
  owner: string | null
}

/** The trails that delivered digest files for the place. */
export function trailsOf(trace: ArchiveTrace, trails: readonly TrailNow[] | null): TrailId[] {
  const first = new Map(
    trace.digests.map(digest => [JSON.stringify([digest.trail, digest.home, digest.isOrganization]), digest]),
  )
  return [...first.values()].map(({ trail: name, home, isOrganization }) => {
    const id = { name, home, isOrganization }
    return { ...id, owner: isOrganization ? managementAccount(id, trace, trails) : trace.account }
  })
}

export const isOf = ({ name, home, isOrganization }: Omit<TrailId, 'owner'>, digest: DigestHour): boolean =>
  digest.trail === name && digest.home === home && digest.isOrganization === isOrganization

/** The trail as it is now. Every account sees its own trails and those of its organization. */
export const trailNow = (trail: Omit<TrailId, 'owner'>, trails: readonly TrailNow[] | null): TrailNow | undefined =>
  trails?.find(
    each => each.name === trail.name && each.homeRegion === trail.home && each.isOrganization === trail.isOrganization,
  )

/** The trail of an organization belongs to the management account, which its ARN and its creation name. */
function managementAccount(
  trail: Omit<TrailId, 'owner'>,
  { changes }: ArchiveTrace,
  trails: readonly TrailNow[] | null,
): string | null {
  const arn = trailNow(trail, trails)?.arn
  if (arn !== undefined) return arn.split(':')[4] ?? null
  const accounts = new Set(
    changes.flatMap(change =>
      change.region === trail.home && change.trail === trail.name && change.isOrganization === true
        ? change.account
        : [],
    ),
  )
  const [only] = accounts
  return accounts.size === 1 ? (only ?? null) : null
}

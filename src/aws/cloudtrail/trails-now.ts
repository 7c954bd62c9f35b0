import type { TrailNow } from '../../model/archive/coverage.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { listTrails } from './trails.ts'

/** The trails that record a Region, without their history. Null: they could not be listed, and a gap says so. */
export async function trailsNow(client: PlaceClient): Promise<readonly TrailNow[] | null> {
  const listed = await listTrails(client)
  client.note(listed, 'cloudtrail:DescribeTrails')
  if (!listed.known) return null
  return listed.value.map(trail => ({
    name: trail.Name ?? trail.TrailARN,
    arn: trail.TrailARN,
    homeRegion: trail.HomeRegion,
    isOrganization: trail.IsOrganizationTrail ?? false,
    unchanged: null,
  }))
}

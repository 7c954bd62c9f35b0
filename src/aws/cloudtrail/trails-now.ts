import type { TrailNow } from '../../model/archive/coverage.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { listTrails, readTrail } from './trails.ts'

/** The trails that record a Region, as they are now. Null: they could not be listed, and a gap says so. */
export async function trailsNow(client: PlaceClient): Promise<readonly TrailNow[] | null> {
  const listed = await listTrails(client)
  client.note(listed, 'cloudtrail:DescribeTrails')
  if (!listed.known) return null
  return Promise.all(
    listed.value.map(async trail => {
      const { name, arn, home_region, multi_region, organization, logging, hides_kms } = await readTrail(client, trail)
      return {
        name,
        arn,
        homeRegion: home_region,
        isMultiRegion: multi_region,
        isOrganization: organization,
        isLogging: logging,
        unchanged: null,
        hides: hides_kms,
      }
    }),
  )
}

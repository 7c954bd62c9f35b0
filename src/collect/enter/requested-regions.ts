import { isListed, listedRegions } from '../../aws/session/sdk-regions.ts'
import { partitionOf } from '../../model/partition.ts'
import { isRegionPattern, matchesRegion } from '../../lib/text/region-pattern.ts'

import type { AmbientRegion } from '../../aws/credentials/region.ts'
import { AuditError } from '../../lib/process/exit.ts'
import type { Run } from '../run/run.ts'

/** Returns the requested Regions, or the Region of the environment or the profile. */
export function patternsFor({ options, filter }: Run, { region, mistake }: AmbientRegion): readonly string[] {
  if (options.regions !== null) return [...new Set([...options.regions, ...filter.regions])]
  if (filter.onlyArns) return filter.regions
  if (region !== null) return [...new Set([region, ...filter.regions])]
  if (mistake !== null) throw mistake
  throw new AuditError('usage', 'No Region given.', {
    hint: 'Use -r us-east-1, or -r all for every enabled Region, or set AWS_REGION.',
  })
}

/** Returns the Regions in which to ask for the account of the credentials, the likeliest first. */
export function likelyRegions(patterns: readonly string[], { region }: AmbientRegion): string[] {
  const named = patterns.filter(pattern => !isRegionPattern(pattern) && isListed(pattern))
  const inOtherPartitions = patterns.flatMap(pattern => (isRegionPattern(pattern) ? otherPartitions(pattern) : []))
  const isOutsideCommercial = named.length === 0 && inOtherPartitions.length > 0
  const last = isOutsideCommercial ? [] : [COMMERCIAL]
  return [...new Set([...named, ...inOtherPartitions, ...(region === null ? [] : [region]), ...last])]
}

const COMMERCIAL = 'us-east-1'

/** Returns the Regions that a glob such as `cn-*` matches, if none of them is in the commercial partition. */
function otherPartitions(pattern: string): string[] {
  const fits = listedRegions().filter(region => matchesRegion(region, pattern))
  return fits.some(region => partitionOf(region) === partitionOf(COMMERCIAL)) ? [] : fits
}

import { AuditError } from '../../lib/process/exit.ts'
import { closestWord } from '../../lib/text/suggest.ts'
import { quoted } from '../../lib/text/quoted.ts'
import type { Answer } from '../answers/answer.ts'
import { failure } from '../answers/answer.ts'
import { isRegionPattern, matchesRegion } from '../../lib/text/region-pattern.ts'
import { isListed, listedRegions } from './sdk-regions.ts'
import { partitionOf } from '../../model/partition.ts'

/**
 * The Regions that the patterns name, each once, in order. A name that neither the SDK's partitions nor the account
 * know is wrong usage, as is a glob that fits nothing; `all` is every enabled Region.
 */
export async function chooseRegions(
  patterns: readonly string[],
  enabledRegions: () => Promise<Answer<readonly string[]>>,
): Promise<string[]> {
  const doubtful = patterns.filter(pattern => isRegionPattern(pattern) || !isListed(pattern))
  const enabled: Answer<readonly string[]> =
    doubtful.length > 0 ? await enabledRegions() : failure('partial', 'not asked')
  return [...new Set(patterns.flatMap(pattern => matching(pattern, enabled)))].toSorted()
}

/** What is wrong with a Region's name when there is no account to ask about it. */
export const unlisted = (pattern: string): AuditError | null =>
  isRegionPattern(pattern) || isListed(pattern) ? null : unknownRegion(pattern, failure('partial', 'not asked'))

function matching(pattern: string, enabled: Answer<readonly string[]>): readonly string[] {
  if (!isRegionPattern(pattern)) {
    if (isListed(pattern) || (enabled.known && enabled.value.includes(pattern))) return [pattern]
    throw unknownRegion(pattern, enabled)
  }
  if (!enabled.known) {
    throw new AuditError('failed', `Cannot list the enabled Regions for '${pattern}': ${enabled.why}`, {
      hint: 'Specify the Regions (-r us-east-1,eu-west-1), or allow account:ListRegions or ec2:DescribeRegions.',
    })
  }
  const fits = enabled.value.filter(region => matchesRegion(region, pattern))
  if (fits.length === 0) throw unknownRegion(pattern, enabled)
  return fits
}

function unknownRegion(pattern: string, enabled: Answer<readonly string[]>): AuditError {
  const elsewhere = isRegionPattern(pattern) && enabled.known ? partitionsElsewhere(pattern, enabled.value) : null
  if (elsewhere !== null) {
    const message = `${quoted(pattern)} matches only Regions of partition ${elsewhere.asked}, but these credentials are for ${elsewhere.own}.`
    return new AuditError('usage', message, { hint: `Use a profile of an account in ${elsewhere.asked} (-p).` })
  }
  const here = enabled.known && enabled.value.length > 0 ? `Enabled Regions: ${enabled.value.join(', ')}.` : undefined
  if (isRegionPattern(pattern)) {
    return new AuditError(
      'usage',
      `No enabled Region matches ${quoted(pattern)}.`,
      here === undefined ? {} : { hint: here },
    )
  }
  const near = closestWord(pattern, [...(enabled.known ? enabled.value : []), ...listedRegions()])
  const hint = near === undefined ? (here ?? 'Use a Region name such as eu-west-1.') : `Did you mean ${near}?`
  return new AuditError('usage', `Unknown Region ${quoted(pattern)}.`, { hint })
}

/** The partitions of a glob and of the account, where they differ; then the account's Regions are no help. */
function partitionsElsewhere(pattern: string, enabled: readonly string[]): { asked: string; own: string } | null {
  const partitions = new Set(enabled.map(partitionOf))
  const asked = [
    ...new Set(
      listedRegions()
        .filter(region => matchesRegion(region, pattern))
        .map(partitionOf),
    ),
  ]
  if (asked.length === 0 || asked.some(partition => partitions.has(partition))) return null
  return { asked: asked.join(', '), own: [...partitions].join(', ') }
}

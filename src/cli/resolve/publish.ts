import type { PublishOptions } from '../../model/options.ts'
import type { Given, Settings } from '../settings.ts'

/** What `publish` was asked for; null for other commands. */
export function publishOptionsOf(
  { yes, dryRun, from, region }: Settings,
  given: Given,
  sink: string | null,
): PublishOptions | null {
  if (sink === null) return null
  // Typed only: a Region in the environment is that of audits.
  return { sink, yes, dryRun, regions: from !== null && given.has('region') ? region : null }
}

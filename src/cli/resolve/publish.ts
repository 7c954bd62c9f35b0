import type { PublishOptions } from '../../model/options.ts'
import type { LiveSettings } from '../groups/index.ts'
import type { publishOptions } from '../groups/publish.ts'
import type { TypedOptions, SettingsOf } from '../settings.ts'

/** Where to send findings, and whether to ask first. */
export function publishOptionsOf(
  { yes, dryRun, from, region }: SettingsOf<typeof publishOptions> & LiveSettings,
  typed: TypedOptions,
  sink: string,
): PublishOptions {
  // Only the typed Region counts, because the Region in the environment is meant for audits.
  return { sink, yes, dryRun, regions: from !== null && typed.has('region') ? region : null }
}

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
  // Typed only: a Region in the environment is that of audits.
  return { sink, yes, dryRun, regions: from !== null && typed.has('region') ? region : null }
}

import type { PublishOptions } from '../../model/options/options.ts'
import type { LiveSettings } from '../groups/index.ts'
import type { publishOptions } from '../groups/publish.ts'
import { namesOf, type OptionSet, pick } from '../option-set.ts'
import type { TypedOptions, SettingsOf } from '../settings.ts'

/** Returns where to send, with which options of the sink, and whether to ask first. */
export function publishOptionsOf(
  settings: SettingsOf<typeof publishOptions> & LiveSettings & Readonly<Record<string, unknown>>,
  typed: TypedOptions,
  sink: { id: string; options: OptionSet },
): PublishOptions {
  const { yes, dryRun, from, region } = settings
  // Only the typed Region counts, because the Region in the environment is meant for audits.
  const regions = from !== null && typed.has('region') ? region : null
  return { sink: sink.id, settings: pick(settings, ...namesOf(sink.options)), yes, dryRun, regions }
}

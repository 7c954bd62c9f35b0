import type { PublishOptions } from '../../model/options/publish-options.ts'
import type { LiveSettings } from '../groups/index.ts'
import type { publishOptions } from '../groups/publish.ts'
import { namesOf, type OptionSet, pick } from '../option-set.ts'
import { type TypedOptions, type SettingsOf, usageError } from '../settings.ts'

/** Returns where to send, with which options of the sink, and whether to ask first. */
export function publishOptionsOf(
  settings: SettingsOf<typeof publishOptions> & LiveSettings & Readonly<Record<string, unknown>>,
  typed: TypedOptions,
  sinks: readonly { id: string; options: OptionSet }[],
): PublishOptions {
  const { yes, dryRun, onlyIf, from, region } = settings
  if (onlyIf.includes('changed') && settings.baseline === null)
    throw usageError('--only-if changed requires an earlier report.', 'Add --baseline with the report to compare with.')
  // Only the typed Region counts, because the Region in the environment is meant for audits.
  const regions = from !== null && typed.has('region') ? region : null
  const own = Object.assign({}, ...sinks.map(({ options }) => pick(settings, ...namesOf(options)))) as object
  return { sinks: sinks.map(({ id }) => id), settings: { ...own }, yes, dryRun, onlyIf, regions }
}

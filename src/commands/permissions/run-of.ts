import type { Options } from '../../model/options/options.ts'
import { KEY_CHECKS } from '../shared/key-checks.ts'
import { withAdviceNeeds } from '../shared/advice-needs.ts'
import { withRetireNeeds } from '../shared/retire-needs.ts'

/** `kms-audit key` runs the checks of keys, and always looks up the last user. */
const ofOneKey = (run: Options): Options => ({
  ...run,
  audit: { ...run.audit, who: true, oneKey: 'direct' },
  checks: { ...run.checks, ids: KEY_CHECKS },
})

/** `kms-audit retire plan` reads everything that readiness needs. */
const ofRetiring = (run: Options): Options => ({ ...run, audit: withRetireNeeds(run.audit) })

/** `kms-audit advise`, which is also a tool of `kms-audit mcp`, reads facts, resources with their settings, and who calls the busiest keys. */
const ofAdvice = (run: Options): Options => ({ ...run, audit: withAdviceNeeds(run.audit) })

/** Commands that read something else than an audit with the same options. */
export const RUN_OF: Readonly<Record<string, (run: Options) => Options>> = {
  advise: ofAdvice,
  key: ofOneKey,
  mcp: ofAdvice,
  retire: ofRetiring,
}

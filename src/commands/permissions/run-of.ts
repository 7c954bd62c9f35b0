import type { Options } from '../../model/options/options.ts'
import { KEY_CHECKS } from '../shared/key-checks.ts'
import { withAdviceNeeds } from '../shared/advice-needs.ts'
import { withRetireNeeds } from '../shared/retire-needs.ts'

/** `kms-audit key` runs the checks of keys, and always looks up the last user. */
export const ofOneKey = (run: Options): Options => ({
  ...run,
  audit: { ...run.audit, who: true, oneKey: 'direct' },
  checks: { ...run.checks, ids: KEY_CHECKS },
})

/** `kms-audit retire plan` reads everything that readiness needs. */
export const ofRetiring = (run: Options): Options => ({ ...run, audit: withRetireNeeds(run.audit) })

/** `kms-audit advise` reads facts, resources with their settings, and who calls the busiest keys. */
export const ofAdvice = (run: Options): Options => ({ ...run, audit: withAdviceNeeds(run.audit) })

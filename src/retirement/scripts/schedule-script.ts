import { countNoun } from '../../lib/text/numbers.ts'
import type { PlannedKey, RetirementPlan } from '../../model/retirement/retirement.ts'
import { planFileDigest } from '../plan/plan-document.ts'
import { replicasFirst } from '../plan/waves.ts'
import { firstWave, lastUseArguments } from './disable-script.ts'
import { scriptText } from './script.ts'
import digestText from './shell/digest.sh?raw'
import lastUseText from './shell/last-use.sh?raw'
import loggedText from './shell/logged.sh?raw'
import scheduleText from './shell/schedule-deletion.sh?raw'

/** Step 2: schedules the deletion of the keys that the watch calls quiet. */
export const scheduleScript = (plan: RetirementPlan): string =>
  scriptText(plan, {
    about: [
      `Step 2: schedules the deletion of ${countNoun(keysToDelete(plan).length, 'key')} in ${plan.pending_window_days} days, of those alone that`,
      'kms-audit retire watch calls quiet. Until AWS deletes a key, rollback.sh can bring it back; after that, nothing can.',
    ],
    help: 'Schedules the deletion of the keys of the plan that have been quiet for their whole window.',
    values: {
      plan_file_digest: planFileDigest(plan),
      watch_days: plan.watch_days,
      pending_window_days: plan.pending_window_days,
    },
    functions: [digestText, lastUseText, loggedText, scheduleText],
    requires: ['require_plan', 'require_watch', 'require_account', 'require_last_usage'],
    keys: keysToDelete(plan),
    call: key => [
      'schedule_deletion',
      key.key_arn,
      key.region,
      key.created_at ?? '',
      key.key_state ?? '',
      ...lastUseArguments(key),
    ],
  })

/** The first wave, and the keys that were disabled before. */
export const keysToDelete = (plan: RetirementPlan): readonly PlannedKey[] =>
  replicasFirst([...firstWave(plan), ...plan.start_at_watch])

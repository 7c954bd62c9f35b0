import type { RetirementPlan } from '../../model/retirement/retirement.ts'
import { keysToDelete } from './schedule-script.ts'
import { scriptText } from './script.ts'
import rollbackText from './shell/rollback.sh?raw'

/** Brings the keys back to the state in which the plan saw them. */
export const rollbackScript = (plan: RetirementPlan): string =>
  scriptText(plan, {
    about: [
      'Rollback: cancels the deletion of the keys, and enables those again that were Enabled when the plan was made.',
      'It works until AWS has deleted a key, and needs no watch.',
    ],
    help: 'Cancels the deletion of the keys of the plan, and enables those that were Enabled.',
    values: {},
    functions: [rollbackText],
    requires: ['require_account'],
    keys: keysToDelete(plan).toReversed(),
    call: key => ['restore_key', key.key_arn, key.region, key.created_at ?? '', key.key_state ?? ''],
  })

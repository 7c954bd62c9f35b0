import { countNoun } from '../../lib/text/numbers.ts'
import type { PlannedKey, RetirementPlan } from '../../model/retirement/retirement.ts'
import { planFileDigest } from '../plan/plan-document.ts'
import { scriptText } from './script.ts'
import digestText from './shell/digest.sh?raw'
import disableText from './shell/disable.sh?raw'
import lastUseText from './shell/last-use.sh?raw'
import loggedText from './shell/logged.sh?raw'
import policyText from './shell/policy.sh?raw'

/** Step 1: disables the keys of the first wave. */
export const disableScript = (plan: RetirementPlan): string =>
  scriptText(plan, {
    about: [
      `Step 1: disables ${countNoun(firstWave(plan).length, 'key')}, which stops their use and can be undone at once.`,
      `It may run until ${plan.plan_ttl_days} days after the report of ${plan.generated_at}.`,
    ],
    help: 'Disables the keys of the first wave of the plan.',
    values: {
      plan_file_digest: planFileDigest(plan),
      generated_at: plan.generated_at,
      plan_ttl_days: plan.plan_ttl_days,
    },
    functions: [digestText, lastUseText, policyText, loggedText, disableText],
    requires: ['require_plan', 'require_fresh_report', 'require_account', 'require_last_usage'],
    keys: firstWave(plan),
    call: key => [
      'disable_key',
      key.key_arn,
      key.region,
      key.created_at ?? '',
      key.policy_digest ?? '',
      ...lastUseArguments(key),
    ],
  })

/** The other waves are outlook: they need a new plan. */
export const firstWave = ({ waves }: RetirementPlan): readonly PlannedKey[] => waves[0]?.keys ?? []

export const lastUseArguments = ({ last_use_check: { rule, at } }: PlannedKey): string[] => [rule, at ?? 'none']

import type { Registry } from '../../lib/registry.ts'
import type { GuardCheck } from '../../model/retirement/guard-check.ts'
import type { GuardedPolicy } from '../../model/retirement/guard.ts'
import type { Format } from '../format.ts'

// The formats of kms-audit guard, by what it prints: one file and one line each. The first is the default.

/** Of statements and policy documents. */
export const guardDocumentFormats = {
  json: () => import('./json.ts'),
} satisfies Registry<Format<unknown>>

/** Of the policy of one key with the guard. */
export const guardedPolicyFormats = {
  text: () => import('./policy-text.ts'),
  json: () => import('./policy-json.ts'),
} satisfies Registry<Format<GuardedPolicy>>

/** Of the CloudFormation template. */
export const guardAlarmFormats = {
  yaml: () => import('./yaml.ts'),
  json: () => import('./json.ts'),
} satisfies Registry<Format<unknown>>

/** Of what guards would decide. */
export const guardCheckFormats = {
  table: () => import('./check-table.ts'),
  csv: () => import('./check-csv.ts'),
  json: () => import('./json.ts'),
} satisfies Registry<Format<GuardCheck>>

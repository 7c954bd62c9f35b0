import type { Registry } from '../../lib/registry.ts'
import type { Format } from '../format.ts'
import type { ShownPlans } from './shown-plans.ts'

// The formats of kms-audit retire plan: one file and one line each. The first is the default.
export const planFormats = {
  table: () => import('./table.ts'),
  json: () => import('./json.ts'),
  terraform: () => import('./terraform.ts'),
  cloudformation: () => import('./cloudformation.ts'),
} satisfies Registry<Format<ShownPlans>>

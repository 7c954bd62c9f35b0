import type { Permissions } from '../../model/options/permissions.ts'
import type { Registry } from '../../lib/registry.ts'
import type { Format } from '../format.ts'

// The formats of kms-audit permissions: one file and one line each. The first is the default.
export const permissionFormats = {
  json: () => import('./json.ts'),
  cloudformation: () => import('./cloudformation.ts'),
  terraform: () => import('./terraform.ts'),
} satisfies Registry<Format<Permissions>>

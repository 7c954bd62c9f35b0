import type { Registry } from '../../lib/registry.ts'
import type { Diagnosis } from '../../model/diagnosis.ts'
import type { Format } from '../format.ts'

// The formats of kms-audit doctor: one file and one line each. The first is the default.
export const doctorFormats = {
  table: () => import('./table.ts'),
  json: () => import('./json.ts'),
} satisfies Registry<Format<Diagnosis>>

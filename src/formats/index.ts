import type { Registry } from '../lib/registry.ts'
import type { Format } from './format.ts'

/** Every `--output` format: one file and one line each. */
export const formats = {
  table: () => import('./table.ts'),
  csv: () => import('./csv.ts'),
  json: () => import('./json.ts'),
} satisfies Registry<Format>

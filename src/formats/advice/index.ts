import type { Registry } from '../../lib/registry.ts'
import type { AdviceReport } from '../../model/advice.ts'
import type { Format } from '../format.ts'

/** Every `--output` format of `kms-audit advise`. */
export const adviceFormats = {
  table: () => import('./table.ts'),
  json: () => import('./json.ts'),
} satisfies Registry<Format<AdviceReport>>

export const adviceFormatIds = Object.keys(adviceFormats) as ['table', ...string[]]

import type { Registry } from '../../lib/registry.ts'
import type { WatchRecord } from '../../model/retirement/retirement-watch.ts'
import type { Format } from '../format.ts'

// The formats of kms-audit retire watch: one file and one line each. The first is the default.
export const watchFormats = {
  table: () => import('./table.ts'),
  json: () => import('./json.ts'),
} satisfies Registry<Format<readonly WatchRecord[]>>

import type { Registry } from '../../lib/registry.ts'
import type { ShownConfig } from '../../model/options/shown-config.ts'
import type { Format } from '../format.ts'

/** Every `--output` format of `kms-audit config print`. */
export const configFormats = {
  table: () => import('./table.ts'),
  json: () => import('./json.ts'),
} satisfies Registry<Format<ShownConfig>>

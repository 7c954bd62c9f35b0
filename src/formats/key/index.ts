import type { Registry } from '../../lib/registry.ts'
import type { Format } from '../format.ts'

/** Every format of `kms-audit key`. Each shows a report with the one key. */
export const keyFormats = {
  table: () => import('./table.ts'),
  json: () => import('../json.ts'),
  markdown: () => import('./markdown.ts'),
} satisfies Registry<Format>

export const keyFormatIds = ['table', 'json', 'markdown'] as const satisfies readonly (keyof typeof keyFormats)[]

import type { Registry } from '../lib/registry.ts'
import type { Format } from './format.ts'

/** Every `--output` format. A new format is one file and one line here. */
export const formats = {
  table: () => import('./table.ts'),
  csv: () => import('./csv.ts'),
  json: () => import('./json.ts'),
  ndjson: () => import('./ndjson.ts'),
  markdown: () => import('./markdown.ts'),
  html: () => import('./html.ts'),
  sarif: () => import('./sarif.ts'),
  ocsf: () => import('./ocsf.ts'),
  asff: () => import('./asff.ts'),
} satisfies Registry<Format>

/**
 * Formats that show findings only. They imply `--checks`, because an empty list of findings would close every alert.
 */
export const findingFormats = ['sarif', 'ocsf', 'asff'] as const satisfies readonly (keyof typeof formats)[]

/** Formats with a row for each key, so `--columns` and `--sort` apply to them. */
export const columnFormats = ['table', 'csv'] as const satisfies readonly (keyof typeof formats)[]

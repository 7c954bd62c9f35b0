import type { Registry } from '../lib/registry.ts'
import type { Source } from './source.ts'

/** Every source of usage evidence, in the order in which `--source auto` asks them: one file and one line each. */
export const sources = {
  kms: () => import('./kms.ts'),
  archive: () => import('./archive/archive.ts'),
  cloudtrail: () => import('./cloudtrail/cloudtrail.ts'),
  cloudwatch: () => import('./cloudwatch.ts'),
  athena: () => import('./athena.ts'),
  lake: () => import('./lake.ts'),
  logs: () => import('./logs.ts'),
} satisfies Registry<Source>

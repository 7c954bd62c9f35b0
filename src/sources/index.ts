import type { Registry } from '../lib/registry.ts'
import { archiveSources } from './archive/archive-sources.ts'
import type { Source } from './source.ts'

const { archive, ...queryEngines } = archiveSources

/**
 * Every source of usage evidence, in the order in which `--source auto` asks them: one file and one line each. Those of
 * archives derive from `archives/index.ts`. Files on disk are asked before event history, because they cost no calls.
 */
export const sources = {
  kms: () => import('./kms.ts'),
  archive,
  cloudtrail: () => import('./cloudtrail/cloudtrail.ts'),
  cloudwatch: () => import('./cloudwatch.ts'),
  ...queryEngines,
} satisfies Registry<Source>

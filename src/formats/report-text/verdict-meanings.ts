import type { Report } from '../../model/report/report.ts'

/**
 * What each verdict means, by the days after which a key is unused, in the order in which verdicts are listed. `never` is
 * in lower case, because `Never` is reserved for Last Used.
 */
export const VERDICT_MEANINGS = [
  ['in_use', days => `used in the last ${days} days`],
  ['stale', days => `last used ${days} days ago or earlier`],
  ['never', () => 'not used since the key was created'],
  ['silent', () => 'no use recorded; earlier use is unknown'],
  ['new', days => `no use yet, and younger than ${days} days`],
  ['unknown', () => 'not enough evidence to decide'],
] as const satisfies readonly [keyof Report['summary'], (days: number) => string][]

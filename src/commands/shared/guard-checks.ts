import type { checks } from '../../checks/index.ts'

/** The checks that need what `guard check` goes by: the key policy, and the tags if a tag was named. */
export const guardChecks = (needsTags: boolean): (keyof typeof checks)[] => [
  'policy-deletion-unguarded',
  ...(needsTags ? (['tags-missing'] as const) : []),
]

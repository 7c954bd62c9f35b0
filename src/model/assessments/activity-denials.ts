import type { ActivityCalls } from './activity.ts'

/** Whether an error code says that a policy or grant did not allow the call. */
export const isDenial = (code: string): boolean => /^(?:Client\.)?(?:AccessDenied|Unauthorized)/i.test(code)

/** Number of denied calls of a row. */
export const deniedIn = ({ failures }: Pick<ActivityCalls, 'failures'>): number =>
  Object.entries(failures).reduce((sum, [code, calls]) => sum + (isDenial(code) ? calls : 0), 0)

/** The account of a key, by its ARN. */
export const accountOfKey = (arn: string): string | null => arn.split(':')[4] ?? null

import type { KeyHistory } from '../../../src/model/archive/archive-question.ts'

/**
 * The keys of an answer about which it says something. For last uses alone, a key that was only refused for want of
 * permission may be absent.
 */
export const comparable = (keys: ReadonlyMap<string, KeyHistory>): Record<string, KeyHistory> =>
  Object.fromEntries(
    [...keys].filter(([, { last, refused, publicKeyReadAt, disabledAt, days }]) =>
      [last, refused, publicKeyReadAt, disabledAt, days[0] ?? null].some(part => part !== null),
    ),
  )

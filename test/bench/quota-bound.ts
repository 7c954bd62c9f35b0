import { QUOTAS_PER_SECOND } from '../../src/simulation/world/quotas.ts'

interface QuotaBound {
  seconds: number
  /** `(60 - 5) / 5/s kms:GetKeyLastUsage` */
  words: string
}

/**
 * The least time in which the quotas let these calls through, for the slowest operation: a bucket holds one second's
 * worth at the start, everything after it comes at the rate. Starting the program, the way to AWS and the order in which
 * answers lead to further questions are not in it.
 */
export function quotaBound(calls: Readonly<Record<string, number>>): QuotaBound {
  const bounds = Object.entries(calls).map(([operation, count]) => {
    const rate = QUOTAS_PER_SECOND[operation] ?? Infinity
    return { seconds: Math.max(0, (count - rate) / rate), words: `(${count} - ${rate}) / ${rate}/s ${operation}` }
  })
  return bounds.reduce((slowest, bound) => (bound.seconds > slowest.seconds ? bound : slowest))
}

import { QUOTAS_PER_SECOND } from '../../src/simulation/world/quotas.ts'

interface QuotaBound {
  seconds: number
  /** The computation as text: `(60 - 5) / 5/s kms:GetKeyLastUsage`. */
  words: string
}

/**
 * Returns the least time that the quotas allow for these calls, for the slowest operation. A bucket holds the calls of
 * one second at the start; later calls come at the rate. The start of the program, the network, and the order in which
 * answers lead to further calls are not included.
 */
export function quotaBound(calls: Readonly<Record<string, number>>): QuotaBound {
  const bounds = Object.entries(calls).map(([operation, count]) => {
    const rate = QUOTAS_PER_SECOND[operation] ?? Infinity
    return { seconds: Math.max(0, (count - rate) / rate), words: `(${count} - ${rate}) / ${rate}/s ${operation}` }
  })
  return bounds.reduce((slowest, bound) => (bound.seconds > slowest.seconds ? bound : slowest))
}

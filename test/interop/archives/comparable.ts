import type { KeyHistory } from '../../../src/model/archive/archive-question.ts'
import { CRYPTO_OPERATIONS } from '../../../src/model/operations/crypto-operations.ts'

/** The parts of an answer in which all engines agree: of the first use without its id, and of no key without a call. */
export function comparable(keys: ReadonlyMap<string, KeyHistory>): Record<string, KeyHistory> {
  const isUse = new Set<string>(CRYPTO_OPERATIONS)
  const histories = [...keys.values()]
    .map(history => ({
      ...history,
      first: history.first && { ...history.first, eventId: null },
      days: history.days.filter(({ operation }) => isUse.has(operation)),
    }))
    .filter(({ last, refused, publicKeyReadAt, disabledAt, days }) =>
      [last, refused, publicKeyReadAt, disabledAt, days[0] ?? null].some(part => part !== null),
    )
  return Object.fromEntries(histories.map(history => [history.key, history]))
}

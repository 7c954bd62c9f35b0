import type { ArchivedDay, ArchivedUse, ArchiveQuestion, KeyHistory } from '../../src/model/archive/archive-question.ts'
import { DAY, dayText, type Instant } from '../../src/model/time.ts'

/**
 * A call as one account's log has it, once, however often it was delivered. Only what an archive keeps: cryptographic
 * operations, also failed ones; GetPublicKey and changes of a key that succeeded.
 */
export interface KnownCall {
  /** Whose log it is. */
  account: string
  region: string
  at: Instant
  operation: string
  /** ARNs, each once. */
  keys: readonly string[]
  principal: string | null
  service: string | null
  error: string | null
  /** `eventID` of the record; if it was updated later, the greater one. */
  eventId: string | null
}

const USES: ReadonlySet<string> = new Set(
  (
    'Decapsulate Decrypt DeriveSharedSecret Encapsulate Encrypt GenerateDataKey GenerateDataKeyPair ' +
    'GenerateDataKeyPairWithoutPlaintext GenerateDataKeyWithoutPlaintext GenerateMac ReEncrypt Sign Verify VerifyMac'
  ).split(' '),
)

/**
 * The answer to a question, counted plainly: what every engine must give. The log of the account counts alone, and the
 * keys are those that the account owns in the Region. The window is widened to whole days. Of several uses at the same
 * time, the last is the one with the greatest id. The first use has no id, because an index does not keep it.
 */
export function historiesOf(calls: Iterable<KnownCall>, question: ArchiveQuestion): Map<string, KeyHistory> {
  const { account, region, keys } = question
  const since = Math.floor(question.since / DAY) * DAY
  const until = Math.ceil(question.until / DAY) * DAY
  const byKey = new Map<string, KnownCall[]>()
  for (const call of calls) {
    if (call.account !== account || call.region !== region || call.at < since || call.at >= until) continue
    for (const key of call.keys) {
      if (!key.includes(`:kms:${region}:${account}:key/`) || keys?.includes(key) === false) continue
      const found = byKey.get(key)
      if (found === undefined) byKey.set(key, [call])
      else found.push(call)
    }
  }
  return new Map(Array.from(byKey, ([key, found]) => [key, historyOf(key, found, question.detail)]))
}

function historyOf(key: string, calls: readonly KnownCall[], detail: ArchiveQuestion['detail']): KeyHistory {
  const sorted = calls.toSorted((a, b) => a.at - b.at || compare(a.eventId ?? '', b.eventId ?? ''))
  const uses = sorted.filter(({ operation, error }) => error === null && USES.has(operation))
  const refused = sorted.findLast(
    ({ operation, error }) =>
      USES.has(operation) && (error === 'DisabledException' || error === 'KMSInvalidStateException'),
  )
  const lastOf = (name: string) =>
    sorted.findLast(({ operation, error }) => operation === name && error === null)?.at ?? null
  return {
    key,
    first: withoutId(useOf(uses.at(0))),
    last: useOf(uses.at(-1)),
    refused:
      refused === undefined
        ? null
        : {
            at: refused.at,
            error: refused.error ?? '',
            operation: refused.operation,
            principal: refused.principal,
            service: refused.service,
          },
    publicKeyReadAt: lastOf('GetPublicKey'),
    disabledAt: lastOf('DisableKey'),
    days: detail === 'days' ? daysOf(sorted.filter(({ operation }) => USES.has(operation))) : [],
  }
}

const withoutId = (use: ArchivedUse | null): ArchivedUse | null => (use === null ? null : { ...use, eventId: null })

function useOf(call: KnownCall | undefined): ArchivedUse | null {
  if (call === undefined) return null
  const { at, operation, principal, service, eventId } = call
  return { at, operation, principal, service, eventId }
}

function daysOf(calls: readonly KnownCall[]): ArchivedDay[] {
  const days = new Map<string, ArchivedDay>()
  for (const { at, operation, principal, service, error } of calls) {
    const day = dayText(at)
    const name = [day, operation, principal ?? '', service ?? '', error ?? ''].join('\n')
    days.set(name, { day, operation, principal, service, error, events: (days.get(name)?.events ?? 0) + 1 })
  }
  return Array.from(days)
    .toSorted(([a], [b]) => compare(a, b))
    .map(([, day]) => day)
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

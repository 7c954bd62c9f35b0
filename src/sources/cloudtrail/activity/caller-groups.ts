import type { CallerGroupRecord, CallerRecord, FailedCallsRecord } from '../../../model/report/activity.ts'
import { isoTime } from '../../../model/time.ts'
import type { KeyEvent } from './key-event.ts'

/** How many sessions, addresses and encryption contexts of a group are kept. */
const EXAMPLES = 5

/** Groups the uses of a key by who called and through which service, the group with the most calls first. */
export function groupCallers(events: readonly KeyEvent[]): CallerGroupRecord[] {
  const groups = new Map<string, KeyEvent[]>()
  for (const event of events) {
    const id = JSON.stringify([principalOf(event.caller), event.caller.principal_account, event.caller.service])
    groups.set(id, [...(groups.get(id) ?? []), event])
  }
  return [...groups.values()].map(toGroup).toSorted((a, b) => callsOf(b) - callsOf(a) || byTime(b, a))
}

/** Sessions of one role are one principal. A principal of another account has only its unique id. */
const principalOf = ({ issuer, principal, principal_id: id, service }: CallerRecord): string | null =>
  issuer ?? principal ?? (service === null ? (id?.split(':')[0] ?? null) : null)

function toGroup(events: readonly KeyEvent[]): CallerGroupRecord {
  const [first] = events as [KeyEvent, ...KeyEvent[]]
  const times = events.map(({ at }) => at)
  return {
    principal: principalOf(first.caller),
    principal_account: first.caller.principal_account,
    service: first.caller.service,
    operations: countBy(events, ({ error, operation }) => (error === null ? operation : null)),
    errors: countBy(events, ({ error }) => error),
    failures: failuresIn(events),
    first_at: isoTime(Math.min(...times)),
    last_at: isoTime(Math.max(...times)),
    sessions: examples(events.map(({ caller }) => caller.session_name)),
    source_addresses: examples(events.map(({ caller }) => caller.source_address)),
    encryption_contexts: contextsOf(events),
  }
}

function countBy(events: readonly KeyEvent[], nameOf: (event: KeyEvent) => string | null): Record<string, number> {
  const counts = new Map<string, number>()
  for (const event of events) {
    const name = nameOf(event)
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return Object.fromEntries([...counts].toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)))
}

function failuresIn(events: readonly KeyEvent[]): FailedCallsRecord[] {
  const failures = new Map<string, FailedCallsRecord>()
  for (const { operation, error } of events) {
    if (error === null) continue
    const id = JSON.stringify([operation, error])
    failures.set(id, { operation, error, calls: (failures.get(id)?.calls ?? 0) + 1 })
  }
  return [...failures.values()].toSorted((one, other) => other.calls - one.calls)
}

const examples = (texts: readonly (string | null)[]): string[] =>
  [...new Set(texts.filter(text => text !== null))].slice(0, EXAMPLES)

function contextsOf(events: readonly KeyEvent[]): Record<string, string>[] {
  const contexts = new Map<string, Record<string, string>>()
  for (const { encryptionContext: context } of events) {
    if (context !== null && contexts.size < EXAMPLES) contexts.set(JSON.stringify(context), context)
  }
  return [...contexts.values()]
}

const callsOf = ({ operations, errors }: CallerGroupRecord): number =>
  [...Object.values(operations), ...Object.values(errors)].reduce((sum, count) => sum + count, 0)

const byTime = (a: CallerGroupRecord, b: CallerGroupRecord): number => (a.last_at < b.last_at ? -1 : 1)

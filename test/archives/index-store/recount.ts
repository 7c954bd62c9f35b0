import type { ArchivedDay, ArchiveQuestion, KeyHistory } from '../../../src/model/archive/archive-question.ts'
import { type Call, eventId, roleArn } from './tiny-archive.ts'

/** Operations that do not use a key. */
export const MANAGEMENT: ReadonlySet<string> = new Set(['DisableKey', 'GetPublicKey'])
const DAY = 86_400_000

/** The answer to a question by counting calls one by one. */
export function recount(calls: readonly Call[], question: ArchiveQuestion): Map<string, KeyHistory> {
  const { account, region, keys, detail } = question
  const since = Math.floor(question.since / DAY) * DAY
  const until = Math.ceil(question.until / DAY) * DAY
  const byId = new Map(calls.map(call => [call.id, call]))
  const inside = [...byId.values()].filter(({ key, at }) => {
    const isAsked = keys === null || keys.includes(key)
    return isAsked && key.split(':')[3] === region && key.split(':')[4] === account && at >= since && at < until
  })
  return new Map([...new Set(inside.map(({ key }) => key))].map(key => [key, historyOf(key, inside, detail)]))
}

function historyOf(key: string, all: readonly Call[], detail: ArchiveQuestion['detail']): KeyHistory {
  const calls = all.filter(call => call.key === key)
  const crypto = calls.filter(({ operation }) => !MANAGEMENT.has(operation))
  const uses = crypto.filter(({ error }) => error === undefined)
  const refused = latest(
    crypto.filter(({ error = '' }) => error === 'DisabledException'),
    factText,
  )
  const first = uses.toSorted((a, b) => a.at - b.at || compare(factText(a), factText(b)))[0]
  const last = latest(uses, ({ id }) => eventId(id))
  const at = (operation: string) =>
    latest(
      calls.filter(call => call.operation === operation && !call.error),
      factText,
    )?.at
  return {
    key,
    first: first === undefined ? null : { at: first.at, ...by(first), eventId: null },
    last: last === undefined ? null : { at: last.at, ...by(last), eventId: eventId(last.id) },
    refused: refused === undefined ? null : { at: refused.at, error: refused.error ?? '', ...by(refused) },
    publicKeyReadAt: at('GetPublicKey') ?? null,
    disabledAt: at('DisableKey') ?? null,
    days: detail === 'days' ? daysOf(crypto) : [],
  }
}

const by = ({ operation, role, service }: Call) => ({ operation, principal: roleArn(role), service: service ?? null })

const latest = (calls: readonly Call[], tie: (call: Call) => string): Call | undefined =>
  calls.toSorted((a, b) => a.at - b.at || compare(tie(a), tie(b))).at(-1)

function daysOf(calls: readonly Call[]): ArchivedDay[] {
  const days = new Map<string, ArchivedDay>()
  for (const call of calls) {
    const day = new Date(call.at).toISOString().slice(0, 10)
    const text = `${day} ${factText(call)}`
    const known = days.get(text)
    days.set(text, { day, ...by(call), error: call.error ?? null, events: (known?.events ?? 0) + 1 })
  }
  return [...days].toSorted(([a], [b]) => compare(a, b)).map(([, day]) => day)
}

/** Without a time. A text that is absent sorts before all others. */
const factText = ({ operation, role, service = '', error = '' }: Call): string =>
  [operation, roleArn(role), service, error].join('\0')

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

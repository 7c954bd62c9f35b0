import { countNoun } from '../../lib/text/numbers.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import type {
  ChangedBackRecord,
  RefusedCallsRecord,
  WatchedKeyRecord,
} from '../../model/retirement/retirement-watch.ts'
import { minuteText } from '../../model/time.ts'
import { callerText, shortPrincipal } from '../columns/last-user.ts'
import type { View } from '../format.ts'
import { contextText } from '../key/context-text.ts'
import { commandLines } from '../table/findings/command-lines.ts'
import { drawProse } from './draw-prose.ts'
import { keyId } from './key-name.ts'

/** Whether there is more to say about a key than its row does. */
export const hasDetails = ({ verdict, notes, changed_back: changes }: WatchedKeyRecord): boolean =>
  verdict === 'needed' || verdict === 'not_seen' || notes.length > 0 || changes.length > 0

/** Why a key has its verdict, who was refused, what changed, and how to make it usable again if it is needed. */
export function* detailLines(key: WatchedKeyRecord, view: View): Generator<string> {
  const { verdict, why, aliases, key_arn: arn, not_seen_why: gaps } = key
  const name = [...aliases.slice(0, 1).map(safeText), keyId(arn)].join('  ')
  yield* drawProse(name, view)
  const reason = why.startsWith('needed') ? why : `${verdict.replace('_', ' ')}: ${why}`
  yield* drawProse(reason, view, INDENT)
  for (const line of [
    ...key.refused.slice(0, SHOWN).flatMap(refusedLines),
    ...moreLine(key),
    ...key.changed_back.map(changeLine),
    ...gaps.filter(gap => gap !== why).map(gap => `not seen: ${gap}`),
    ...deletionLine(key),
    ...key.notes,
  ])
    yield* drawProse(line, view, INDENT, MARK)
  yield* rollbackLines(key, view)
}

const INDENT = '  '
const MARK = '- '
/** Callers that are named here; JSON has all of them. */
const SHOWN = 10

function refusedLines(call: RefusedCallsRecord): string[] {
  const { calls, operation, error, first_at: first, last_at: last } = call
  const times =
    first === last
      ? `on ${minuteText(Date.parse(last))}`
      : `from ${minuteText(Date.parse(first))} to ${minuteText(Date.parse(last))}`
  return [
    `${countNoun(calls, 'call')} of ${operation} by ${callerName(call)} failed (${error}) ${times}${whence(call)}`,
  ]
}

function callerName(call: RefusedCallsRecord): string {
  const { principal, principal_account: account, sessions } = call
  const named = callerText(
    principal?.startsWith('arn:') === true ? call : { ...call, principal: null, principal_id: principal },
    whole => whole,
  )
  const session = sessions.length === 1 ? ` (session ${sessions[0]})` : ''
  return account === null || account === call.account_id ? `${named}${session}` : named
}

function whence({ source_addresses: addresses, service, encryption_contexts: contexts }: RefusedCallsRecord): string {
  const from = addresses.filter(address => address !== service)
  const [context] = contexts
  const where = from.length === 0 ? '' : `, from ${from.join(', ')}`
  return context === undefined ? where : `${where}, encryption context ${contextText(context)}`
}

function moreLine({ refused, refused_complete: complete, verdict }: WatchedKeyRecord): string[] {
  const more = refused.length - SHOWN
  return [
    ...(more > 0 ? [`and ${countNoun(more, 'more caller')}: -o json lists all of them`] : []),
    ...(complete || verdict !== 'needed' || refused.length === 0 ? [] : ['there may be more calls than were read']),
  ]
}

function changeLine({ at, operation, principal, service, source_address: from, by_rollback: own }: ChangedBackRecord) {
  const who = callerText({ principal, service }, shortPrincipal)
  return `${operation} on ${minuteText(Date.parse(at))} by ${who}${from === null ? '' : `, from ${from}`}${own ? ' (rollback.sh)' : ''}`
}

const deletionLine = ({ deletion_date: at }: WatchedKeyRecord): string[] =>
  at === null ? [] : [`KMS deletes the key on ${minuteText(Date.parse(at))}, which is final`]

/** A command is never wrapped, so that it can be copied. */
function* rollbackLines({ verdict, rollback }: WatchedKeyRecord, view: View): Generator<string> {
  if (verdict !== 'needed' || rollback === null) return
  yield* drawProse('Make it usable again:', view, INDENT)
  for (const line of commandLines(rollback)) yield `${INDENT}${INDENT}${safeText(line)}\n`
}

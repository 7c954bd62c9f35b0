import type { LastUserRecord } from '../../../model/report/report.ts'
import { minuteText } from '../../../model/time.ts'
import { contextText } from '../context-text.ts'
import { notInReport } from '../missing.ts'
import { type Field, fields, type Section, type SheetInput, text } from '../sheet.ts'

/** Who used the key last. */
export function lastUserSection({ key }: SheetInput): Section {
  const title = 'Last user'
  const user = key.last_user
  if (user === undefined) return { title, blocks: [notInReport('the last user')] }
  if (user.status === 'none') return { title, blocks: [text(`No use is known: ${user.why ?? ''}.`)] }
  if (user.status === 'unknown') return { title, blocks: [text(`Not known: ${user.why ?? 'no reason was recorded'}.`)] }
  return { title, blocks: [fields(userFields(user))] }
}

function userFields(user: LastUserRecord): Field[] {
  const { principal, principal_type: type, session_name: session, issuer, service, event_time: time } = user
  const when = time === undefined ? '' : ` at ${minuteText(Date.parse(time))}`
  const all: [string, string | null | undefined][] = [
    ['Call', `${user.operation ?? 'a call'}${when}`],
    ['Principal', principal ?? foreignPrincipal(user)],
    ['Type', type],
    ['Session', session],
    ['Role', issuer],
    ['Service', service === null || service === undefined ? null : serviceText(service, principal ?? null)],
    ['Address', user.source_address === service ? null : user.source_address],
    ['User agent', user.user_agent === service ? null : user.user_agent],
    ['Context', user.encryption_context == null ? null : contextText(user.encryption_context)],
    ['Event', user.event_id],
    ['Note', user.by_auditor === true ? OWN_USE : null],
  ]
  return all.flatMap(([label, words]): Field[] => (typeof words === 'string' && words !== '' ? [[label, words]] : []))
}

const OWN_USE =
  'The caller of this audit, or another run of kms-audit, made this call. It may be no use by anybody else.'

const serviceText = (service: string, principal: string | null): string =>
  principal === null ? `${service}, for itself` : `${service}, on behalf of the principal`

/** An event about a principal of another account has no ARN. */
function foreignPrincipal({ principal_account: account, principal_id: id }: LastUserRecord): string | null {
  if (account == null && id == null) return null
  return [account == null ? '' : `account ${account}`, id ?? ''].filter(part => part !== '').join(', ')
}

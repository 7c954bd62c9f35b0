import type { CallerRecord, KeyRecord, LastUserRecord } from '../../model/report/report.ts'

/** Returns who used the key last, for CSV: ARNs in full. Undefined without `--who`. */
export function lastUserValue({ last_user: user }: KeyRecord): string | undefined {
  if (user === undefined) return undefined
  return user.status === 'known' ? callerText(user, whole => whole) + ownText(user) : whyText(user)
}

/** Returns the same for the table, with short names. */
export function lastUserText({ last_user: user }: KeyRecord): string {
  if (user === undefined) return ''
  if (user.status === 'none') return 'None'
  return user.status === 'known' ? callerText(user, shortPrincipal) + ownText(user) : whyText(user)
}

/** A use that the audit itself may have caused. */
const ownText = ({ by_auditor: isOwn }: LastUserRecord): string => (isOwn === true ? ' (caller of this audit)' : '')

const whyText = ({ status, why = '' }: { status: string; why?: string }): string =>
  `${status === 'none' ? 'None' : 'Unknown'}: ${why}`

/** Returns `orders-api/i-0abc via s3.amazonaws.com`, or the service alone if it called for itself. */
export function callerText(caller: Partial<CallerRecord>, form: (principal: string) => string): string {
  const { service = null } = caller
  const principal = principalOf(caller)
  const named = principal === null ? null : form(principal)
  if (named === null) return service ?? 'a caller that the event does not name'
  return service === null ? named : `${named} via ${service}`
}

/** An event about a caller of another account shows its account and unique id only. */
function principalOf({ principal, principal_id: id, principal_account: account, service }: Partial<CallerRecord>) {
  if (typeof principal === 'string') return principal
  if (typeof service === 'string') return null
  if (typeof account === 'string') return typeof id === 'string' ? `account ${account} (${id})` : `account ${account}`
  return id ?? null
}

/** Returns the name of a principal without partition and account: `orders-api/i-0abc`, `user/alice`. */
export const shortPrincipal = (arn: string): string =>
  arn.replace(/^arn:[^:]*:(?:iam|sts)::\d*:/, '').replace(/^assumed-role\//, '')

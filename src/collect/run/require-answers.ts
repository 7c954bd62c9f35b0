import type { GapLog } from '../../aws/calls/gap-log.ts'
import { AuditError } from '../../lib/process/exit.ts'
import type { GapReason } from '../../model/gap.ts'

/** Throws if no place answered, because an empty report would look like an account without keys. */
export function requireAnswers(someAnswered: boolean, gaps: GapLog): void {
  if (someAnswered) return
  const [first] = gaps.all.filter(({ operation }) => operation === 'kms:ListKeys')
  const where = first === undefined ? '.' : `: ${first.account} ${first.region}: ${first.operation}: ${first.message}.`
  const hint = hintFor(first?.reason)
  throw new AuditError(
    'failed',
    `Could not list keys in any Region or account${where}`,
    hint === undefined ? {} : { hint },
  )
}

/** Says what to do next, by the reason why ListKeys failed. After a time limit, the message already says it. */
function hintFor(reason: GapReason | undefined): string | undefined {
  if (reason === 'partial') return undefined
  if (reason === 'server_error')
    return 'AWS returned a server error. Try again in a few minutes, with --debug to see every call.'
  if (reason === 'network' || reason === 'malformed')
    return 'Check your network connection, proxy settings and AWS_ENDPOINT_URL. Add --debug to see every call.'
  return 'Check that the Region is enabled and that kms:ListKeys is allowed. Add --debug to see every call.'
}

import type { GapLog } from '../aws/gap-log.ts'
import { AuditError } from '../lib/exit.ts'

/** A report about nothing would look like an account without keys. */
export function requireAnswers(someAnswered: boolean, gaps: GapLog): void {
  if (someAnswered) return
  const [first] = gaps.all.filter(({ operation }) => operation === 'kms:ListKeys')
  const where = first === undefined ? '.' : `: ${first.account} ${first.region}: ${first.operation}: ${first.message}.`
  const inTime = first?.reason !== 'partial'
  const hint = inTime ? 'Is the Region enabled, and kms:ListKeys allowed? --debug shows every call.' : undefined
  throw new AuditError(
    'failed',
    `Could not list keys in any Region or account${where}`,
    hint === undefined ? {} : { hint },
  )
}

import type { Check, Result } from '../checks/check.ts'
import { defined } from '../lib/defined.ts'
import type { Finding } from '../model/finding.ts'

/** What a finding of an audit is about. */
type Subject = Pick<Finding, 'account_id' | 'region' | 'key_id' | 'resource'>

/** Returns the result of a check as a finding. */
export function toFinding(
  { id, title, severity }: Check,
  { account_id, region, key_id, resource }: Subject,
  result: Result,
): Finding {
  return {
    check: id,
    severity: result.status === 'fail' ? (result.severity ?? severity) : severity,
    status: result.status,
    account_id,
    region,
    key_id,
    ...defined({ resource }),
    title,
    detail: result.status === 'pass' ? '' : result.detail,
    remedy: result.status === 'fail' ? result.remedy : '',
    ...defined({ advice: result.status === 'fail' ? result.advice : undefined }),
  }
}

import { ACCOUNT_ID } from '../../model/account-id.ts'
import type { AnalyzerFindingRecord } from '../../model/report/external-access.ts'

/**
 * Returns the callers of a finding of IAM Access Analyzer, in the form of `OutsideCaller`. Its condition can limit
 * everyone to accounts or organizations. A finding about an AWS service has none.
 * https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_ExternalAccessDetails.html
 */
export function findingCallers({ principal, condition }: AnalyzerFindingRecord): string[] {
  return Object.entries(principal).flatMap(([type, value]) => {
    if (type === 'Service') return []
    if (type !== 'AWS') return [value]
    return value === '*' ? callersOfEveryone(condition) : [accountIn(value)]
  })
}

/** The account of an ARN; else the text itself, such as an account ID. */
function accountIn(value: string): string {
  const account = value.split(':')[4] ?? ''
  return ACCOUNT_ID.test(account) ? account : value
}

const ACCOUNT_KEYS: ReadonlySet<string> = new Set(['kms:calleraccount', 'aws:principalaccount'])

function callersOfEveryone(condition: Readonly<Record<string, string>>): string[] {
  for (const [key, value] of Object.entries(condition)) {
    if (ACCOUNT_KEYS.has(key.toLowerCase())) return value.split(/[\s,]+/).filter(each => ACCOUNT_ID.test(each))
    if (key.toLowerCase() === 'aws:principalorgid') return [`organization ${value}`]
    if (key.toLowerCase() === 'aws:principalarn') return [accountIn(value)]
  }
  return ['*']
}

import type { GrantRecord, KeyRecord, Report } from '../../../model/report/report.ts'
import type { Check, CheckContext, KeyCheck, Result } from '../../check.ts'
import { grantCount } from './grants.ts'
import { repeatedGrants } from './repeated-grants.ts'

/** Lists of up to so many grants are kept whole. */
const MANY = 1000
/** How many grants of a longer list are kept although no check names them. */
const EXAMPLES = 10

/**
 * Returns the report without the grants that no check would name, for keys that have very many. Every check decides the
 * same with the shorter list as with the whole list, whichever accounts are trusted.
 */
export function withNotableGrants(report: Report, checks: readonly Check[]): Report {
  const ofGrants = checks.filter(({ scope, needs }) => scope === 'key' && needs.includes('grants')) as KeyCheck[]
  const context: CheckContext = {
    now: Date.parse(report.generated_at),
    // The saved report may later be judged with fewer trusted accounts than now.
    settings: { trustedAccounts: [], requiredTags: [] },
    organization: null,
    report,
    why: () => '',
    whyOfAccount: () => '',
  }
  const judge = (key: KeyRecord): Result[] => ofGrants.map(check => check.judge(key, context))
  return { ...report, keys: report.keys.map(key => shortenGrants(key, judge)) }
}

function shortenGrants(key: KeyRecord, judge: (key: KeyRecord) => Result[]): KeyRecord {
  const { grants } = key
  if (grants === null || grants === undefined || grants.length <= MANY) return key
  const repeated = new Set(repeatedGrants(grants).flat())
  const isNotable = (grant: GrantRecord): boolean =>
    repeated.has(grant) || judge({ ...key, grants: [grant], grants_total: 1 }).some(isProblem)
  let examples = 0
  const kept = grants.filter(grant => isNotable(grant) || ++examples <= EXAMPLES)
  const short: KeyRecord = { ...key, grants_total: grantCount(key), grants: kept }
  // A check may count grants without naming them.
  return JSON.stringify(judge(short)) === JSON.stringify(judge(key)) ? short : key
}

const isProblem = ({ status }: Result): boolean => status === 'fail' || status === 'unknown'

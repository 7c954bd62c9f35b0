import type { GrantRecord, KeyRecord, Report } from '../../model/report.ts'
import type { Check, CheckContext, KeyCheck, Result } from '../check.ts'
import { repeatedGrants } from './grant-duplicate.ts'
import { grantCount } from './grants.ts'

/** A list of grants that is no longer than this is kept whole. */
const MANY = 1000
/** Grants of such a key that are kept although no check names them. */
const EXAMPLES = 10

/**
 * The report without the grants that no check would ever name, of keys that have very many. Those that decide are kept:
 * every check says of the shorter list what it says of the whole one, whatever accounts are trusted.
 */
export function withNotableGrants(report: Report, checks: readonly Check[]): Report {
  const ofGrants = checks.filter(({ scope, needs }) => scope === 'key' && needs.includes('grants')) as KeyCheck[]
  const context: CheckContext = {
    now: Date.parse(report.generated_at),
    // A later reader of the report may trust fewer accounts than this run did.
    settings: { trustedAccounts: [], requiredTags: [] },
    organization: null,
    report,
    why: () => '',
  }
  const judge = (key: KeyRecord): Result[] => ofGrants.map(check => check.judge(key, context))
  return { ...report, keys: report.keys.map(key => shortened(key, judge)) }
}

function shortened(key: KeyRecord, judge: (key: KeyRecord) => Result[]): KeyRecord {
  const { grants } = key
  if (grants === null || grants === undefined || grants.length <= MANY) return key
  const repeated = new Set(repeatedGrants(grants))
  const isNotable = (grant: GrantRecord): boolean =>
    repeated.has(grant) || judge({ ...key, grants: [grant], grants_total: 1 }).some(isProblem)
  let examples = 0
  const kept = grants.filter(grant => isNotable(grant) || ++examples <= EXAMPLES)
  const short: KeyRecord = { ...key, grants_total: grantCount(key), grants: kept }
  // A check may count grants that it does not hold against the key.
  return JSON.stringify(judge(short)) === JSON.stringify(judge(key)) ? short : key
}

const isProblem = ({ status }: Result): boolean => status === 'fail' || status === 'unknown'

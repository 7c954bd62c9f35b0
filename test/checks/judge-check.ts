import { expect } from 'vitest'
import type { Check, CheckSettings } from '../../src/checks/check.ts'
import { judge } from '../../src/findings/judge.ts'
import type { Finding } from '../../src/model/finding.ts'
import type {
  EvidenceRecord,
  GrantRecord,
  KeyRecord,
  Report,
  TrailRecord,
  UsageRecord,
} from '../../src/model/report/report.ts'
import { aRecord, aReport, SILENT } from '../formats/a-report.ts'

export const SETTINGS: CheckSettings = { trustedAccounts: [], requiredTags: [] }

/** Returns the finding of one check for one key. */
export function judgeKey(
  check: Check,
  key: Partial<KeyRecord>,
  { settings = {}, ...report }: Partial<Omit<Report, 'keys'>> & { settings?: Partial<CheckSettings> } = {},
): Finding {
  const judged = judge(aReport({ keys: [aRecord(key)], ...report }), [check], { ...SETTINGS, ...settings })
  const finding = judged.findings?.find(({ key_id }) => key_id !== null)
  if (finding === undefined) throw new Error('the key was lost')
  expectWellFormed(finding)
  return finding
}

/** Returns the finding of one check for an account with these trails by Region. */
export function judgeAccount(check: Check, trails: Record<string, TrailRecord[] | null>): Finding {
  const report = aReport({ keys: [] })
  report.scope.trails = { '111122223333': trails }
  const [finding] = judge(report, [check], SETTINGS).findings ?? []
  if (finding === undefined) throw new Error('the account was lost')
  expectWellFormed(finding)
  return finding
}

/** The status, with the severity of a failure: `fail high`, `pass`, `unknown`, `not_applicable`. */
export const outcome = ({ status, severity }: Finding): string => (status === 'fail' ? `fail ${severity}` : status)

/** Checks what every finding promises: a detail and a command where they belong, and no word that scripts count. */
function expectWellFormed({ status, detail, remedy }: Finding): void {
  expect(remedy).toMatch(
    status === 'fail' ? /^aws [a-z]+ [a-z-]+ .*--region [a-z0-9-]+|^kms-audit retire plan --key arn:/ : /^$/,
  )
  expect(detail).toMatch(status === 'pass' ? /^$/ : /^\S.*\S$/)
  expect(detail).not.toMatch(/Never|undefined|null|NaN/)
}

export const aGrant = (different: Partial<GrantRecord> = {}): GrantRecord => ({
  grant_id: 'g-1',
  name: null,
  grantee_principal: 'arn:aws:iam::111122223333:role/app',
  retiring_principal: null,
  issuing_account: 'arn:aws:iam::111122223333:root',
  operations: ['Decrypt', 'GenerateDataKey'],
  constraints: { encryption_context_subset: { order: '7' } },
  created_at: '2026-02-01T00:00:00Z',
  ...different,
})

export const aTrail = (different: Partial<TrailRecord> = {}): TrailRecord => ({
  name: 'main',
  arn: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/main',
  home_region: 'eu-west-1',
  multi_region: true,
  organization: false,
  logging: true,
  hides_kms: [],
  ...different,
})

export const aUsage = (different: Partial<UsageRecord> = {}): UsageRecord => ({ ...SILENT, ...different })

/** CloudTrail's answer; by default it read all of its 90 days and saw nothing. */
export const cloudTrailEvidence = (different: Partial<EvidenceRecord> = {}): EvidenceRecord => ({
  source: 'cloudtrail',
  status: 'not_observed',
  since: '2026-08-22T15:30:22Z',
  until: '2026-11-20T14:15:22Z',
  ...different,
})

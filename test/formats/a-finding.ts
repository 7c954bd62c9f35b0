import type { Finding } from '../../src/model/finding.ts'
import type { CheckRecord, Report } from '../../src/model/report/report.ts'
import { aPlace, aRecord, aReport } from './a-report.ts'
import { hostileReport } from './hostile-report.ts'

/** A finding about the key of `aRecord`; a test names only what is different. */
export const aFinding = (different: Partial<Finding> = {}): Finding => ({
  check: 'policy-public',
  severity: 'critical',
  status: 'fail',
  account_id: '111122223333',
  region: 'eu-west-1',
  key_id: aRecord().key_id,
  title: 'Nobody but known accounts can use the key',
  detail: 'Everybody may call kms:Decrypt.',
  remedy: 'aws kms put-key-policy --key-id … --policy file://policy.json',
  ...different,
})

export const aMutedFinding = (different: Partial<Finding> = {}): Finding =>
  aFinding({
    status: 'muted',
    muted: { status: 'fail', reason: 'Public on purpose: verifies signatures', expires: '2027-01-31' },
    ...different,
  })

const aCheckRecord = (different: Partial<CheckRecord> = {}): CheckRecord => ({
  title: 'Nobody but known accounts can use the key',
  severity: 'critical',
  why: 'Whoever may use the key may read what it protects.',
  controls: [
    { framework: 'AWS Foundational Security Best Practices', id: 'KMS.5' },
    { framework: 'CIS AWS Foundations 7.0', id: '2.21' },
  ],
  ...different,
})

const HOSTILE = '\u001b[2J=cmd() [link](javascript:1) {0} \u202e<b>\ud83d\n' + 'x'.repeat(3000)

/** One of everything a finding can be. */
export const findings: Finding[] = [
  aFinding(),
  aFinding({ check: 'rotation-off', severity: 'medium', is_new: true }),
  aFinding({ check: 'rotation-off', severity: 'medium', is_new: false, region: 'us-east-1' }),
  aFinding({ check: 'opa', severity: 'high', rule: 'one', detail: 'One' }),
  aFinding({ check: 'opa', severity: 'high', rule: 'two', detail: 'Two' }),
  aFinding({ check: 'tags-missing', severity: 'low', status: 'unknown', detail: 'Access denied', remedy: '' }),
  aFinding({ check: 'description-missing', severity: 'info', status: 'pass', detail: '', remedy: '' }),
  aFinding({ check: 'rotation-slow', status: 'not_applicable', detail: 'HMAC keys do not rotate', remedy: '' }),
  aMutedFinding({ check: 'policy-lockout' }),
  aMutedFinding({ check: 'trail-missing', muted: { status: 'unknown', reason: HOSTILE, expires: null } }),
  aFinding({ check: 'trail-missing', region: null, key_id: null, severity: 'high' }),
  aFinding({ check: 'alias-unclear', title: HOSTILE, detail: HOSTILE, remedy: HOSTILE }),
  aFinding({ check: 'policy-public', region: 'cn-north-1', key_id: 'not-shown' }),
]

/** A report with every status, tags, gaps and texts of strangers. */
export function reportWith(found: Finding[] | undefined = findings): Report {
  const key = aRecord({
    tags: [
      { TagKey: 'env', TagValue: 'prod' },
      { TagKey: 'blank', TagValue: ' ' },
      { TagKey: 'hostile', TagValue: HOSTILE.slice(0, 80) },
    ],
    key_rotation_enabled: true,
    description: HOSTILE,
  })
  const report = aReport({ keys: [key, aRecord({ region: 'us-east-1', description: '' })], gaps: hostileReport.gaps })
  const scope = {
    ...report.scope,
    places: [aPlace({ region: 'us-east-1' }), aPlace()],
    check_details: { 'policy-public': aCheckRecord() },
  }
  return { ...report, scope, findings: found }
}

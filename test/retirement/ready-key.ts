import { ACTING_TYPES } from '../../src/model/dependents.ts'
import type { DependentRecord, KeyRecord, Report } from '../../src/model/report/report.ts'
import { aRecord, aReport, SILENT } from '../formats/a-report.ts'

export const OWN = '111122223333'
export const OTHER = '444455556666'

/** Access for the account alone, as the console writes it. */
export const OWN_POLICY = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${OWN}:root` }, Action: 'kms:*', Resource: '*' }],
}

/** A key with nothing that speaks against retiring it. */
export const aReadyKey = (different: Partial<KeyRecord> = {}): KeyRecord =>
  aRecord({
    last_used: 'Never',
    disposition: 'never',
    created_at: '2026-05-05T08:00:00Z',
    usage: {
      ...SILENT,
      status: 'never',
      source: 'kms',
      evidence: [
        { source: 'kms', status: 'not_observed', since: '2026-04-23T00:00:00Z', until: '2026-11-20T13:30:22Z' },
      ],
    },
    key_policy: OWN_POLICY,
    grants: [],
    tags: [],
    dependents: [],
    dependents_gaps: [],
    ...different,
  })

const TYPES = [
  { id: 'ebs-volume', singular: 'EBS volume', plural: 'EBS volumes' },
  { id: 'rds-instance', singular: 'RDS instance', plural: 'RDS instances' },
  { id: 'secret', singular: 'secret', plural: 'secrets' },
  ...ACTING_TYPES.filter(id => id !== 'rds-instance').map(id => ({ id, singular: id, plural: `${id}s` })),
]

/** A report of an audit with everything that readiness needs. */
export const aSweptReport = (keys: KeyRecord[], different: Partial<Report> = {}): Report =>
  aReport({
    keys,
    scope: {
      ...aReport().scope,
      dependents: { types: TYPES, from: 'lists' },
    },
    ...different,
  })

export const aDependent = (different: Partial<DependentRecord> = {}): DependentRecord => ({
  type: 'ebs-volume',
  id: 'vol-0abc',
  arn: null,
  found_by: ['list'],
  when_unusable: 'on-next-start',
  consequence: 'the next attach or start fails',
  acts_on_disabled: false,
  irreversible_after_days: null,
  fails_silently: true,
  role: null,
  ...different,
})

/** AWS stops it, and it is lost after seven days. */
export const aDatabase = (different: Partial<DependentRecord> = {}): DependentRecord =>
  aDependent({
    type: 'rds-instance',
    id: 'orders-db',
    when_unusable: 'within-hours',
    consequence: 'RDS stops the instance',
    acts_on_disabled: true,
    irreversible_after_days: 7,
    fails_silently: false,
    ...different,
  })

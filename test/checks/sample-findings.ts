import type { Check } from '../../src/checks/check.ts'
import { judge } from '../../src/findings/judge.ts'
import type { Finding } from '../../src/model/finding.ts'
import type { GrantRecord, KeyRecord, Report } from '../../src/model/report/report.ts'
import { aRecord, aReport } from '../formats/a-report.ts'
import { aGrant, aTrail, SETTINGS } from './judge-check.ts'
import { administrationRows } from './policy/rows-administration.ts'
import { contextRows } from './policy/rows-context.ts'
import { crossAccountRows } from './policy/rows-cross-account.ts'
import { denyRows } from './policy/rows-deny.ts'
import { narrowedRows } from './policy/rows-narrowed.ts'
import { unsatisfiableRows } from './policy/rows-unsatisfiable.ts'
import { otherRows } from './policy/rows-other.ts'
import { publicRows } from './policy/rows-public.ts'
import { serviceRows } from './policy/rows-services.ts'
import { timeRows } from './policy/rows-time.ts'
import { valueRows } from './policy/rows-values.ts'
import { guard, type Json, policyOf, root } from './samples.ts'

/** Acts in a shell, where it is not quoted. */
export const HOSTILE = `'; touch broken; "$(touch broken)" \`touch broken\` \n touch broken #`

const policies = (): Json[] => [
  ...[
    publicRows,
    narrowedRows,
    crossAccountRows,
    denyRows,
    otherRows,
    serviceRows,
    unsatisfiableRows,
    valueRows,
    timeRows,
    contextRows,
  ]
    .flat()
    .map(([, statements]) => policyOf(root, guard, ...statements)),
  ...administrationRows.map(([, statements]) => policyOf(...statements)),
]

/** A grant whose texts try to act in the shell. */
export const strange: Partial<GrantRecord> = {
  grant_id: HOSTILE,
  name: HOSTILE,
  grantee_principal: `arn:aws:iam::444455556666:role/${HOSTILE}`,
  retiring_principal: 'AROAEXAMPLEEXAMPLE123',
  constraints: { source_arn: HOSTILE },
  operations: ['Decrypt', 'Encrypt', 'CreateGrant', 'GenerateDataKey', 'GenerateDataKeyWithoutPlaintext'],
}

/** Keys for which the checks fail, with ids and names that try to act in the shell. */
const hostileKeys = (): Partial<KeyRecord>[] => {
  const keys: Partial<KeyRecord>[] = [
    { grants: [aGrant(strange), aGrant({ ...strange, grantee_principal: 'AROAEXAMPLEEXAMPLE123', name: null })] },
    { grants: [aGrant({ constraints: null, retiring_principal: HOSTILE }), aGrant({ constraints: null })] },
    { key_state: 'PendingDeletion', deletion_date: '2026-11-27T00:00:00Z' },
    { grants: [], grants_total: 45_000 },
    { key_state: 'Unavailable' },
    { key_state: 'Disabled' },
    { origin: 'EXTERNAL', key_state: 'PendingImport' },
    { aliases: [], description: '', tags: [], key_rotation_enabled: false },
    {
      key_rotation_enabled: true,
      rotation: { period_in_days: 365, next_rotation_date: '2026-01-05T00:00:00Z', rotations: [] },
    },
    { aliases: ['alias/prod'], tags: [{ TagKey: 'env', TagValue: 'dev' }] },
    {
      key_policy: policyOf({
        ...root,
        Sid: HOSTILE,
        Principal: '*',
        Condition: { StringLike: { [HOSTILE]: HOSTILE } },
      }),
    },
    { key_policy: policyOf(root, { ...root, Principal: { Service: 'sns.amazonaws.com' }, Sid: HOSTILE }) },
  ]
  return keys.map(key => ({ ...key, key_id: HOSTILE }))
}

/** What these checks find in every sample policy and in keys with hostile texts, of every status. */
export function sampleFindings(all: readonly Check[]): Finding[] {
  const keys = [...policies().map(key_policy => aRecord({ key_policy })), ...hostileKeys().map(key => aRecord(key))]
  const report = aReport({ keys })
  report.scope.trails = {
    '111122223333': { 'eu-west-1': [aTrail({ arn: HOSTILE, multi_region: false, logging: false })], 'us-east-1': [] },
    '444455556666': { 'eu-west-1': [] },
    '222233334444': { 'eu-west-1': [aTrail({ arn: HOSTILE, hides_kms: [HOSTILE] })] },
  }
  report.scope.places = ['111122223333', '444455556666', '222233334444'].map(account_id => ({
    ...(report.scope.places[0] as Report['scope']['places'][number]),
    account_id,
  }))
  const settings = { ...SETTINGS, requiredTags: [HOSTILE, 'Owner'] }
  return [SETTINGS, settings].flatMap(each => judge(report, all, each).findings ?? [])
}

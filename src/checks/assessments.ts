import { load, type Registry } from '../lib/registry.ts'
import { ASSESSMENT_KINDS, type AssessmentKind } from '../model/assessments/assessment.ts'
import type { CheckBase } from './check.ts'

/** The checks of each assessment, which run with its command. Each is one file and one line here. */
export const assessmentChecks = {
  activity: {
    'activity-decrypt-volume': () => import('./activity/activity-decrypt-volume.ts'),
    'activity-failure-burst': () => import('./activity/activity-failure-burst.ts'),
    'activity-new-caller': () => import('./activity/activity-new-caller.ts'),
    'activity-denied': () => import('./activity/activity-denied.ts'),
    'activity-unusable-key': () => import('./activity/activity-unusable-key.ts'),
    'activity-key-change': () => import('./activity/activity-key-change.ts'),
  },
  compliance: {
    'ebs-default-encryption': () => import('./compliance/ebs-default-encryption.ts'),
    'resource-encryption': () => import('./compliance/resource-encryption.ts'),
    'resource-key-manager': () => import('./compliance/resource-key-manager.ts'),
    'bucket-kms-security': () => import('./compliance/bucket-kms-security.ts'),
    'bucket-key': () => import('./compliance/bucket-key.ts'),
  },
  secrets: {
    'secret-rotation-off': () => import('./secrets/secret-rotation-off.ts'),
    'secret-rotation-overdue': () => import('./secrets/secret-rotation-overdue.ts'),
    'secret-rotation-failed': () => import('./secrets/secret-rotation-failed.ts'),
    'secret-rotation-stuck': () => import('./secrets/secret-rotation-stuck.ts'),
    'secret-not-rotated': () => import('./secrets/secret-not-rotated.ts'),
    'secret-unused': () => import('./secrets/secret-unused.ts'),
    'secret-key-unusable': () => import('./secrets/secret-key-unusable.ts'),
    'secret-key-aws-managed': () => import('./secrets/secret-key-aws-managed.ts'),
    'secret-untagged': () => import('./secrets/secret-untagged.ts'),
  },
  access: {},
  quotas: {
    'quota-error-rate': () => import('./quotas/quota-error-rate.ts'),
    'quota-near-limit': () => import('./quotas/quota-near-limit.ts'),
    'quota-spike': () => import('./quotas/quota-spike.ts'),
    'quota-throttled': () => import('./quotas/quota-throttled.ts'),
  },
} satisfies Readonly<Record<AssessmentKind, Registry<CheckBase>>>

/** The IDs of the checks of all assessments. */
export const assessmentCheckIds = (): string[] => ASSESSMENT_KINDS.flatMap(kind => Object.keys(assessmentChecks[kind]))

/** Loads what the checks of an assessment say about themselves. */
export const describedChecks = (kind: AssessmentKind): Promise<CheckBase[]> => {
  const registry: Registry<CheckBase> = assessmentChecks[kind]
  return Promise.all(Object.keys(registry).map(id => load(registry, id)))
}

/** The assessment that has a check. Null: an audit has it, or no command. */
export const kindOfCheck = (id: string): AssessmentKind | null =>
  ASSESSMENT_KINDS.find(kind => Object.hasOwn(assessmentChecks[kind], id)) ?? null

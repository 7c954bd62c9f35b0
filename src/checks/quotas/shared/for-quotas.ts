import type { QuotaRecord, QuotasAssessment } from '../../../model/assessments/quotas.ts'
import type { AssessmentCheck, AssessmentContext, Judged, SubjectResult } from '../../assessment-check.ts'
import { notApplicable, type Result, unknown } from '../../check.ts'

type Judge = (quota: QuotaRecord, collected: Judged<QuotasAssessment>, why: string) => Result

/**
 * Judges each quota whose use is known, at least in part. `judge` gets the reason why the rest is not known, for quotas
 * with partial data.
 */
export const forQuotas = (judge: Judge): AssessmentCheck<QuotasAssessment>['judge'] =>
  function* judgeQuotas(collected, context): Generator<SubjectResult> {
    for (const quota of collected.quotas) {
      const { account_id, region, quota_code: id, quota_arn: arn, quota_name: name } = quota
      const result = withoutUse(quota, context) ?? judge(quota, collected, whyOf(quota, context))
      yield { account_id, region, resource: { type: RESOURCE_TYPE, id, arn, name }, result }
    }
  }

/** CloudFormation has no type for quotas. This one has its form. */
const RESOURCE_TYPE = 'AWS::ServiceQuotas::Quota'

function withoutUse(quota: QuotaRecord, context: AssessmentContext): Result | null {
  switch (quota.status) {
    case 'no_metric':
      return notApplicable('Service Quotas names no usage metric for this quota.')
    case 'no_data':
      return notApplicable('CloudWatch has no usage data of KMS in this Region.')
    case 'unread':
      return unknown(whyOf(quota, context))
    default:
      return null
  }
}

const whyOf = (quota: QuotaRecord, { why }: AssessmentContext): string =>
  why(quota, ['cloudwatch:GetMetricData']) ?? 'Its use could not be read.'

/** How a quota is named in sentences: the operation if there is one. */
export const nameOf = ({ operation, quota_name: name }: QuotaRecord): string => operation ?? name

import type { ExistingFinding } from '../../aws/security-hub/get-findings.ts'
import type { AsffFinding } from '../../formats/asff/asff-finding.ts'
import { GLOBAL, isResourceWord } from '../../formats/asff/asff-id.ts'
import { GENERATOR_PREFIX, FINDING_TYPES, toAsff } from '../../formats/asff/asff-finding.ts'
import type { Subject } from '../../formats/finding/subject.ts'
import { shortenText } from '../../formats/finding/finding-text.ts'
import type { Report } from '../../model/report/report.ts'
import { regionsAfterSending } from './account-findings.ts'
import type { RegionPlan, ResolvedFinding } from './region-plan.ts'

/** Yields every finding of a plan as it is sent, one at a time: all of them at once would fill the memory. */
export function* asffFindings(
  { active, resolvedByFinding, resolvedByReport, relocated, destination: { place, state } }: RegionPlan,
  report: Report,
  subjectOf: (finding: Subject['finding']) => Subject,
): Generator<AsffFinding> {
  for (const list of [active, resolvedByFinding])
    for (const { finding, existing } of list) {
      const { regions, ...rest } = subjectOf(finding)
      // An account-level finding has no Region of its own, so it gets that of the destination.
      const subject = { ...rest, region: place.region, regions: regionsAfterSending(regions, state, existing) ?? [] }
      yield { ...toAsff(subject, report), ...timesOf(existing, report) }
    }
  for (const list of [resolvedByReport, relocated])
    for (const resolved of list) yield archived(resolved, state.productArn, report)
}

/**
 * An existing finding keeps its creation date. Security Hub ignores an update that is not newer, so the same report sent
 * twice gets a time that is a millisecond later.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/finding-update-batchimportfindings.html
 */
function timesOf(
  existing: ExistingFinding | undefined,
  { generated_at }: Report,
): { CreatedAt: string; UpdatedAt: string } {
  if (existing === undefined) return { CreatedAt: generated_at, UpdatedAt: generated_at }
  const isOlder = existing.updatedAt < Date.parse(generated_at)
  return {
    CreatedAt: existing.createdAt === '' ? generated_at : existing.createdAt,
    UpdatedAt: isOlder ? generated_at : new Date(existing.updatedAt + 1).toISOString(),
  }
}

/** Returns an existing finding as archived, with the reason. The report has no finding that could replace it. */
function archived({ existing, resolution }: ResolvedFinding, productArn: string, report: Report): AsffFinding {
  const [, , account = '', where = '', named = ''] = existing.id.split('/')
  const region = where === GLOBAL ? '' : where
  const severity = { Label: 'INFORMATIONAL', Original: 'info' } as const
  const { type, id } = existing.resource
  return {
    SchemaVersion: '2018-10-08',
    Id: existing.id,
    ProductArn: productArn,
    GeneratorId: existing.generatorId,
    AwsAccountId: account,
    Types: FINDING_TYPES,
    ...timesOf(existing, report),
    Severity: severity,
    FindingProviderFields: { Severity: severity, Types: FINDING_TYPES },
    Title: shortenText(existing.title, 256) || existing.generatorId,
    Description: resolution.why,
    ProductFields: {
      'kms-audit/Check': existing.generatorId.slice(GENERATOR_PREFIX.length),
      'kms-audit/Status': 'over',
      'kms-audit/Version': report.tool_version,
    },
    Resources: [
      {
        Type: type === 'AwsAccount' || isResourceWord(named) ? type : 'AwsKmsKey',
        Id: id,
        Region: region || (productArn.split(':')[3] ?? ''),
      },
    ],
    Compliance: { Status: resolution.compliance },
    RecordState: 'ARCHIVED',
  }
}

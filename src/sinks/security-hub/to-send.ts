import type { HeldFinding } from '../../aws/security-hub/security-hub.ts'
import type { AsffFinding } from '../../formats/asff/asff-finding.ts'
import { GENERATOR_PREFIX, FINDING_TYPES, toAsff } from '../../formats/asff/asff-finding.ts'
import type { Subject } from '../../formats/finding/subject.ts'
import { shortenText } from '../../formats/finding/finding-text.ts'
import type { Report } from '../../model/report.ts'
import type { Ending } from './proof.ts'
import type { Planned } from './target.ts'
import { regionsTold } from './whole-account.ts'

/** Every finding of a plan as it is sent, one at a time: all of them at once would fill the memory. */
export function* findingsOf(
  { plan: { active, resolved, over }, place, productArn, held: known }: Planned,
  report: Report,
  subjectOf: (finding: Subject['finding']) => Subject,
): Generator<AsffFinding> {
  for (const list of [active, resolved])
    for (const { finding, held } of list) {
      const { regions, ...rest } = subjectOf(finding)
      // What is said of a whole account names no Region: it is that of the place.
      const subject = { ...rest, region: place.region, regions: regionsTold(regions, known, held) ?? [] }
      yield { ...toAsff(subject, report), ...timesOf(held, report) }
    }
  for (const { held, ending } of over) yield closed(held, ending, productArn, report)
}

/**
 * What is there keeps the day it was made, and must move on to be taken: Security Hub leaves what is not newer. The
 * same report sent twice moves on by a thousandth of a second.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/finding-update-batchimportfindings.html
 */
function timesOf(held: HeldFinding | undefined, { generated_at }: Report): { CreatedAt: string; UpdatedAt: string } {
  if (held === undefined) return { CreatedAt: generated_at, UpdatedAt: generated_at }
  const isPast = held.updatedAt < Date.parse(generated_at)
  return {
    CreatedAt: held.createdAt === '' ? generated_at : held.createdAt,
    UpdatedAt: isPast ? generated_at : new Date(held.updatedAt + 1).toISOString(),
  }
}

/** A finding that nothing in the report speaks of any more: what was held of it, and why it is over. */
function closed(held: HeldFinding, { why, status }: Ending, productArn: string, report: Report): AsffFinding {
  const [, , account = '', region = ''] = held.id.split('/')
  const severity = { Label: 'INFORMATIONAL', Original: 'info' } as const
  const { type, id } = held.resource
  return {
    SchemaVersion: '2018-10-08',
    Id: held.id,
    ProductArn: productArn,
    GeneratorId: held.generatorId,
    AwsAccountId: account,
    Types: FINDING_TYPES,
    ...timesOf(held, report),
    Severity: severity,
    FindingProviderFields: { Severity: severity, Types: FINDING_TYPES },
    Title: shortenText(held.title, 256) || held.generatorId,
    Description: why,
    ProductFields: {
      'kms-audit/Check': held.generatorId.slice(GENERATOR_PREFIX.length),
      'kms-audit/Status': 'over',
      'kms-audit/Version': report.tool_version,
    },
    Resources: [
      {
        Type: type === 'AwsAccount' ? type : 'AwsKmsKey',
        Id: id,
        Region: region || (productArn.split(':')[3] ?? ''),
      },
    ],
    Compliance: { Status: status },
    RecordState: 'ARCHIVED',
  }
}

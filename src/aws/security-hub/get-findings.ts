import { GetFindingsCommand } from '@aws-sdk/client-securityhub'
import type { Instant } from '../../model/time.ts'
import type { Answer } from '../answers/answer.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { answered, fields, list, optional, text, texts, word, type Read } from '../answers/shape.ts'
import { type Page, tokenBy } from '../calls/pages.ts'

/** A finding that Security Hub has: only the fields that decide what happens to it, and those that archiving it needs. */
export interface ExistingFinding {
  id: string
  /** `kms-audit/rotation-off` */
  generatorId: string
  /** False: archived. */
  isActive: boolean
  /** As it was sent. */
  createdAt: string
  updatedAt: Instant
  title: string
  resource: { type: string; id: string }
  /** `CUSTOMER` or `AWS`. Null: the finding does not say, or is about no key. */
  keyManager: string | null
  /** The Regions that a finding about a whole account covers. Null: the finding does not say. */
  regions: readonly string[] | null
}

/** What tells the findings of this program from those of other tools. */
interface FindingOrigin {
  productArn: string
  /** All custom products of an account share one ProductArn, so the start of the GeneratorId decides. */
  generatorPrefix: string
  /** Name of the product field that holds Regions, joined by commas. */
  regionsField: string
}

/**
 * Returns every finding of an origin that Security Hub has in a place, active or archived, by Id. The filter on the
 * ProductArn is needed: an administrator account also sees the findings of its members, and an aggregation Region those
 * of other Regions. https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_GetFindings.html
 */
export async function getFindings(
  client: PlaceClient,
  origin: FindingOrigin,
): Promise<Answer<Map<string, ExistingFinding>>> {
  const securityHub = await client.clients.securityHub()
  const existing = new Map<string, ExistingFinding>()
  const Filters = {
    ProductArn: [{ Value: origin.productArn, Comparison: 'EQUALS' as const }],
    GeneratorId: [{ Value: origin.generatorPrefix, Comparison: 'PREFIX' as const }],
  }
  const send = (token: string | undefined) =>
    securityHub.send(new GetFindingsCommand({ Filters, MaxResults: 100, ...tokenBy(token) }))
  for await (const page of client.pages('securityhub:GetFindings', { send, read: findingsPage(origin) })) {
    if (!page.known) return page
    // Some emulators of Security Hub ignore the filters, so findings of another origin are dropped here too.
    for (const finding of page.value.findings) if (finding !== null) existing.set(finding.id, finding)
  }
  return { known: true, value: existing }
}

const findingsPage =
  (origin: FindingOrigin) =>
  (answer: unknown): Page & { findings: (ExistingFinding | null)[] } => {
    const { Findings, NextToken } = answered(answer)
    return {
      findings: list(existingFinding(origin))(Findings, 'Findings'),
      next: optional(text)(NextToken, 'NextToken') || undefined,
      unreadableToken: null,
    }
  }

/** Null: the finding has another origin. */
const existingFinding =
  ({ productArn, generatorPrefix, regionsField }: FindingOrigin): Read<ExistingFinding | null> =>
  (value, name) => {
    const finding = fields(value, name)
    const generatorId = word(finding['GeneratorId'], `${name}.GeneratorId`)
    if (word(finding['ProductArn'], `${name}.ProductArn`) !== productArn) return null
    if (!generatorId.startsWith(generatorPrefix)) return null
    const id = word(finding['Id'], `${name}.Id`)
    const [resource] = optional(list(existingResource))(finding['Resources'], `${name}.Resources`) ?? []
    const product = optional(texts)(finding['ProductFields'], `${name}.ProductFields`)
    const updated = optional(text)(finding['UpdatedAt'], `${name}.UpdatedAt`) ?? ''
    return {
      id,
      generatorId,
      isActive: optional(word)(finding['RecordState'], `${name}.RecordState`) !== 'ARCHIVED',
      createdAt: optional(text)(finding['CreatedAt'], `${name}.CreatedAt`) ?? '',
      // A finding without a time counts as older than every report.
      updatedAt: Date.parse(updated) || 0,
      title: optional(text)(finding['Title'], `${name}.Title`) ?? '',
      resource: { type: resource?.type ?? 'Other', id: resource?.id ?? id },
      keyManager: resource?.keyManager ?? null,
      regions: product?.[regionsField]?.split(',') ?? null,
    }
  }

interface ExistingResource {
  type: string | undefined
  id: string | undefined
  keyManager: string | undefined
}

const existingResource: Read<ExistingResource> = (value, name) => {
  const { Type, Id, Details } = fields(value, name)
  const key = optional(fields)(optional(fields)(Details, `${name}.Details`)?.['AwsKmsKey'], `${name}.AwsKmsKey`)
  return {
    type: optional(word)(Type, `${name}.Type`),
    id: optional(word)(Id, `${name}.Id`),
    keyManager: optional(word)(key?.['KeyManager'], `${name}.KeyManager`),
  }
}

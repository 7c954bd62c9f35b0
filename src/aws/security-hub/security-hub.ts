import { BatchImportFindingsCommand, GetFindingsCommand } from '@aws-sdk/client-securityhub'
import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub'
import type { Instant } from '../../model/time.ts'
import type { Answer } from '../answers/answer.ts'
import { untimed } from '../answers/answer.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { answered, fields, list, Malformed, number, optional, text, texts, word, type Read } from '../answers/shape.ts'
import { type Page, tokenBy } from '../calls/pages.ts'

/** A finding that Security Hub holds: no more of it than it takes to decide what becomes of it, and to close it. */
export interface HeldFinding {
  id: string
  /** `kms-audit/rotation-off` */
  generatorId: string
  active: boolean
  /** As it was sent. */
  createdAt: string
  updatedAt: Instant
  title: string
  resource: { type: string; id: string }
  /** `CUSTOMER` or `AWS`; null: it was not told, or it is no key. */
  keyManager: string | null
  /** That a finding about an account is about; null: it was not told. */
  regions: readonly string[] | null
}

interface Origin {
  productArn: string
  /** All custom products of an account share one ProductArn: this tells ours. */
  generatorPrefix: string
  /** Name of the product field that holds Regions, joined by commas. */
  regionsField: string
}

/**
 * Everything of this origin that Security Hub holds in the place, active or archived. An administrator account sees its
 * members' findings too, and an aggregation Region those of others: the ProductArn leaves them out.
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_GetFindings.html
 */
export async function heldFindings(client: PlaceClient, origin: Origin): Promise<Answer<Map<string, HeldFinding>>> {
  const securityHub = await client.clients.securityHub()
  const held = new Map<string, HeldFinding>()
  const Filters = {
    ProductArn: [{ Value: origin.productArn, Comparison: 'EQUALS' as const }],
    GeneratorId: [{ Value: origin.generatorPrefix, Comparison: 'PREFIX' as const }],
  }
  const send = (token: string | undefined) =>
    securityHub.send(new GetFindingsCommand({ Filters, MaxResults: 100, ...tokenBy(token) }))
  for await (const page of client.pages('securityhub:GetFindings', { send, read: findingsPage(origin) })) {
    if (!page.known) return page
    // Some emulators of Security Hub ignore the filters.
    for (const finding of page.value.findings) if (finding !== null) held.set(finding.id, finding)
  }
  return { known: true, value: held }
}

const findingsPage =
  (origin: Origin) =>
  (answer: unknown): Page & { findings: (HeldFinding | null)[] } => {
    const { Findings, NextToken } = answered(answer)
    return {
      findings: list(heldFinding(origin))(Findings, 'Findings'),
      next: optional(text)(NextToken, 'NextToken') || undefined,
      unreadableToken: null,
    }
  }

/** Null: it is not of this origin. */
const heldFinding =
  ({ productArn, generatorPrefix, regionsField }: Origin): Read<HeldFinding | null> =>
  (value, name) => {
    const finding = fields(value, name)
    const generatorId = word(finding['GeneratorId'], `${name}.GeneratorId`)
    if (word(finding['ProductArn'], `${name}.ProductArn`) !== productArn) return null
    if (!generatorId.startsWith(generatorPrefix)) return null
    const id = word(finding['Id'], `${name}.Id`)
    const [resource] = optional(list(heldResource))(finding['Resources'], `${name}.Resources`) ?? []
    const product = optional(texts)(finding['ProductFields'], `${name}.ProductFields`)
    const updated = optional(text)(finding['UpdatedAt'], `${name}.UpdatedAt`) ?? ''
    return {
      id,
      generatorId,
      active: optional(word)(finding['RecordState'], `${name}.RecordState`) !== 'ARCHIVED',
      createdAt: optional(text)(finding['CreatedAt'], `${name}.CreatedAt`) ?? '',
      // What has no time is older than everything.
      updatedAt: Date.parse(updated) || 0,
      title: optional(text)(finding['Title'], `${name}.Title`) ?? '',
      resource: { type: resource?.type ?? 'Other', id: resource?.id ?? id },
      keyManager: resource?.keyManager ?? null,
      regions: product?.[regionsField]?.split(',') ?? null,
    }
  }

interface HeldResource {
  type: string | undefined
  id: string | undefined
  keyManager: string | undefined
}

const heldResource: Read<HeldResource> = (value, name) => {
  const { Type, Id, Details } = fields(value, name)
  const key = optional(fields)(optional(fields)(Details, `${name}.Details`)?.['AwsKmsKey'], `${name}.AwsKmsKey`)
  return {
    type: optional(word)(Type, `${name}.Type`),
    id: optional(word)(Id, `${name}.Id`),
    keyManager: optional(word)(key?.['KeyManager'], `${name}.KeyManager`),
  }
}

/** A finding that Security Hub did not take. */
interface RefusedFinding {
  id: string
  code: string
  message: string
}

/**
 * Sends at most 100 findings, 6 MB in all; the answer is those that were refused. Findings must be of the caller's own
 * account and Region. What analysts have set (Workflow, Note, …) is out of reach of this call.
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchImportFindings.html
 */
export async function importFindings(
  client: PlaceClient,
  Findings: AwsSecurityFinding[],
): Promise<Answer<RefusedFinding[]>> {
  const securityHub = await client.clients.securityHub()
  const command = new BatchImportFindingsCommand({ Findings })
  const first = Findings[0]?.Id ?? ''
  const send = (): Promise<unknown> => securityHub.send(command)
  return untimed(await client.call('securityhub:BatchImportFindings', first, send, refusedFindings))
}

function refusedFindings(answer: unknown): RefusedFinding[] {
  const { SuccessCount, FailedCount, FailedFindings } = answered(answer)
  const refused = optional(list(refusedFinding))(FailedFindings, 'FailedFindings') ?? []
  number(SuccessCount, 'SuccessCount')
  if (number(FailedCount, 'FailedCount') === refused.length) return refused
  throw new Malformed(`FailedFindings has ${refused.length} entries, which differs from FailedCount`)
}

const refusedFinding: Read<RefusedFinding> = (value, name) => {
  const { Id, ErrorCode, ErrorMessage } = fields(value, name)
  return {
    id: word(Id, `${name}.Id`),
    code: optional(text)(ErrorCode, `${name}.ErrorCode`) ?? '',
    message: optional(text)(ErrorMessage, `${name}.ErrorMessage`) ?? '',
  }
}

import { BatchImportFindingsCommand, GetFindingsCommand } from '@aws-sdk/client-securityhub'
import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub'
import type { Instant } from '../model/time.ts'
import type { Answer } from './answer.ts'
import { failure } from './answer.ts'
import type { PlaceAccess } from './place-access.ts'
import { Tokens } from './tokens.ts'

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

export interface Origin {
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
export async function heldFindings(access: PlaceAccess, origin: Origin): Promise<Answer<Map<string, HeldFinding>>> {
  const client = await access.clients.securityHub()
  const held = new Map<string, HeldFinding>()
  const tokens = new Tokens()
  const Filters = {
    ProductArn: [{ Value: origin.productArn, Comparison: 'EQUALS' as const }],
    GeneratorId: [{ Value: origin.generatorPrefix, Comparison: 'PREFIX' as const }],
  }
  for (let token: string | undefined; ;) {
    const command = new GetFindingsCommand({ Filters, MaxResults: 100, ...(token && { NextToken: token }) })
    const page = await access.caller.call('securityhub:GetFindings', token ?? 'first', () => client.send(command))
    if (!page.known) return page
    const { Findings: findings, NextToken: next } = page.value
    if (findings === undefined) return failure('malformed', 'an answer of GetFindings without its list')
    // Some that speak like Security Hub overlook the filters.
    for (const finding of findings) if (isOf(finding, origin)) held.set(finding.Id ?? '', toHeld(finding, origin))
    if (next === undefined || next === '') return { known: true, value: held }
    if (!tokens.leadsOn(next)) return failure('malformed', 'GetFindings repeats a page')
    token = next
  }
}

const isOf = ({ ProductArn, GeneratorId }: AwsSecurityFinding, { productArn, generatorPrefix }: Origin): boolean =>
  ProductArn === productArn && GeneratorId?.startsWith(generatorPrefix) === true

function toHeld(finding: AwsSecurityFinding, { regionsField }: Origin): HeldFinding {
  const { Id = '', GeneratorId = '', CreatedAt = '', UpdatedAt = '', Title = '' } = finding
  const [resource] = finding.Resources ?? []
  return {
    id: Id,
    generatorId: GeneratorId,
    active: finding.RecordState !== 'ARCHIVED',
    createdAt: CreatedAt,
    // What has no time is older than everything.
    updatedAt: Date.parse(UpdatedAt) || 0,
    title: Title,
    resource: { type: resource?.Type ?? 'Other', id: resource?.Id ?? Id },
    keyManager: resource?.Details?.AwsKmsKey?.KeyManager ?? null,
    regions: finding.ProductFields?.[regionsField]?.split(',') ?? null,
  }
}

/** A finding that Security Hub did not take. */
export interface RefusedFinding {
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
  { caller, clients }: PlaceAccess,
  Findings: AwsSecurityFinding[],
): Promise<Answer<RefusedFinding[]>> {
  const client = await clients.securityHub()
  const command = new BatchImportFindingsCommand({ Findings })
  const first = Findings[0]?.Id ?? ''
  const answer = await caller.call('securityhub:BatchImportFindings', first, () => client.send(command))
  if (!answer.known) return answer
  const { SuccessCount, FailedCount, FailedFindings = [] } = answer.value
  if (SuccessCount === undefined || FailedCount !== FailedFindings.length)
    return failure('malformed', 'an answer of BatchImportFindings that does not tell what was taken')
  const refused = FailedFindings.map(({ Id = '', ErrorCode = '', ErrorMessage = '' }) => ({
    id: Id,
    code: ErrorCode,
    message: ErrorMessage,
  }))
  return { known: true, value: refused }
}

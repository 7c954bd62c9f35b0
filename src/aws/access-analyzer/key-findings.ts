import { GetFindingV2Command, ListFindingsV2Command } from '@aws-sdk/client-accessanalyzer'
import { isoTime } from '../../model/time.ts'
import type { AnalyzerFindingRecord, AnalyzerRecord } from '../../model/report/external-access.ts'
import type { Answer } from '../answers/answer.ts'
import { answered, fields, flag, instant, list, optional, text, texts, word } from '../answers/shape.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { analyzerClient, analyzerPage } from './analyzers.ts'

/** A finding about a key, without the callers. */
export interface ListedFinding {
  id: string
  analyzer: string
  /** ARN of the key. */
  key: string
  status: AnalyzerFindingRecord['status']
  /** Why the key could not be analyzed: `ACCESS_DENIED`, `INTERNAL_ERROR`. */
  error: string | null
  analyzed_at: string | null
}

/**
 * Lists the active and archived findings about keys, of all analyzers.
 * https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_ListFindingsV2.html
 */
export async function listKeyFindings(
  client: PlaceClient,
  analyzers: readonly AnalyzerRecord[],
): Promise<Answer<ListedFinding[]>> {
  const found: ListedFinding[] = []
  for (const { arn: analyzerArn } of analyzers) {
    const filter = { resourceType: { eq: ['AWS::KMS::Key'] }, status: { eq: ['ACTIVE', 'ARCHIVED'] } }
    const send = (nextToken: string | undefined) =>
      analyzerClient(client).send(
        new ListFindingsV2Command({ analyzerArn, filter, maxResults: 100, ...(nextToken && { nextToken }) }),
      )
    const read = analyzerPage('findings', (value, name) => listed(value, name, analyzerArn))
    for await (const page of client.pages('access-analyzer:ListFindingsV2', { send, read })) {
      if (!page.known) return page
      found.push(...page.value.items.filter(each => each !== null))
    }
  }
  return { known: true, value: found }
}

function listed(value: unknown, name: string, analyzer: string): ListedFinding | null {
  const given = fields(value, name)
  const status = word(given['status'], `${name}.status`)
  if (status !== 'ACTIVE' && status !== 'ARCHIVED') return null
  const analyzed = optional(instant)(given['analyzedAt'], `${name}.analyzedAt`)
  return {
    id: word(given['id'], `${name}.id`),
    analyzer,
    key: optional(text)(given['resource'], `${name}.resource`) ?? '',
    status: status === 'ACTIVE' ? 'active' : 'archived',
    error: optional(word)(given['error'], `${name}.error`) ?? null,
    analyzed_at: analyzed === undefined ? null : isoTime(analyzed),
  }
}

/**
 * Reads the callers and actions of findings. The list has only their IDs.
 * https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_GetFindingV2.html
 */
export async function describeFindings(
  client: PlaceClient,
  findings: readonly ListedFinding[],
): Promise<Answer<AnalyzerFindingRecord[]>> {
  const described: AnalyzerFindingRecord[] = []
  for (const finding of findings) {
    const { id, analyzer: analyzerArn } = finding
    const answer = await client.call(
      'access-analyzer:GetFindingV2',
      id,
      () => analyzerClient(client).send(new GetFindingV2Command({ id, analyzerArn })),
      given => detailsOf(given, finding),
    )
    if (!answer.known) return answer
    described.push(...answer.value)
  }
  return { known: true, value: described }
}

function detailsOf(answer: unknown, finding: ListedFinding): AnalyzerFindingRecord[] {
  const { findingDetails } = answered(answer)
  const { id, analyzer, status, error, analyzed_at } = finding
  return list((value, name): AnalyzerFindingRecord => {
    const details =
      optional(fields)(fields(value, name)['externalAccessDetails'], `${name}.externalAccessDetails`) ?? {}
    const member = `${name}.externalAccessDetails`
    return {
      id,
      analyzer,
      status,
      error,
      analyzed_at,
      principal: optional(texts)(details['principal'], `${member}.principal`) ?? {},
      condition: optional(texts)(details['condition'], `${member}.condition`) ?? {},
      actions: optional(list(word))(details['action'], `${member}.action`) ?? [],
      is_public: optional(flag)(details['isPublic'], `${member}.isPublic`) ?? null,
      resource_control_policy:
        optional(word)(details['resourceControlPolicyRestriction'], `${member}.resourceControlPolicyRestriction`) ??
        null,
    }
  })(findingDetails ?? [], 'findingDetails')
}

import { AccessAnalyzerClient, ListAnalyzersCommand } from '@aws-sdk/client-accessanalyzer'
import type { AnalyzerRecord } from '../../model/report/external-access.ts'
import type { Answer } from '../answers/answer.ts'
import { answered, list, fields, Members, optional, text, word } from '../answers/shape.ts'
import type { Page } from '../calls/pages.ts'
import type { AwsClient } from '../session/clients.ts'
import type { PlaceClient } from '../session/place-client.ts'

export const analyzerClient = ({ clients }: PlaceClient): AwsClient =>
  clients.of('AccessAnalyzer', config => new AccessAnalyzerClient(config))

export interface ListPage<T> extends Page {
  items: T[]
}

/** Makes a reader of pages whose list is this member of the answer. */
export const analyzerPage =
  <T>(member: string, item: (value: unknown, name: string) => T) =>
  (answer: unknown): ListPage<T> => {
    const { [member]: items, nextToken } = answered(answer)
    const members = new Members()
    const next = members.read(text, nextToken, 'nextToken')
    return { items: list(item)(items ?? [], member), next, unreadableToken: members.wrong }
  }

/** The types of analyzers that find access from outside. https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_AnalyzerSummary.html */
const ZONES: Readonly<Record<string, AnalyzerRecord['zone']>> = { ACCOUNT: 'account', ORGANIZATION: 'organization' }

/**
 * Lists the external access analyzers of one account and Region. Analyzers that are being created, are disabled or have
 * failed have no findings, so they are left out.
 * https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_ListAnalyzers.html
 */
export async function listAnalyzers(client: PlaceClient): Promise<Answer<AnalyzerRecord[]>> {
  const send = (nextToken: string | undefined) =>
    analyzerClient(client).send(new ListAnalyzersCommand({ maxResults: 100, ...(nextToken && { nextToken }) }))
  const pages = client.pages('access-analyzer:ListAnalyzers', { send, read: analyzerPage('analyzers', analyzer) })
  const found: AnalyzerRecord[] = []
  for await (const page of pages) {
    if (!page.known) return page
    found.push(...page.value.items.filter(each => each !== null))
  }
  return { known: true, value: found }
}

function analyzer(value: unknown, name: string): AnalyzerRecord | null {
  const { arn, type, status } = fields(value, name)
  const zone = ZONES[word(type, `${name}.type`)]
  return zone === undefined || (optional(text)(status, `${name}.status`) ?? 'ACTIVE') !== 'ACTIVE'
    ? null
    : { arn: word(arn, `${name}.arn`), zone }
}

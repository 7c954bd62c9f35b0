import type {
  IdentityPoliciesRecord,
  IdentityPolicyRecord,
  PolicyStatementRecord,
} from '../../model/report/account-facts.ts'
import { failure, type Failure } from '../answers/answer.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { type AccountDetails, detailsPages } from './account-details.ts'
import { readDocument } from './policy-document.ts'

type Note = (failure: Pick<Failure, 'reason' | 'why'>) => void

/**
 * Reads what the customer managed policies and inline policies of an account say about decryption. Null: not even the
 * first page could be read.
 *
 * @param note gets every failure: of a page, and of a document that is not a policy
 */
export async function readIdentityPolicies(client: PlaceClient, note: Note): Promise<IdentityPoliciesRecord | null> {
  const details: AccountDetails = { inline: [], managed: [], attachments: [] }
  let pages = 0
  let complete = true
  for await (const page of detailsPages(client)) {
    if (!page.known) {
      note(page)
      complete = false
      break
    }
    pages++
    const { items, wrong } = page.value
    if (wrong !== null) {
      note(failure('malformed', wrong))
      complete = false
    }
    details.inline.push(...items.inline)
    details.managed.push(...items.managed)
    details.attachments.push(...items.attachments)
  }
  return pages === 0 ? null : { complete, policies: policiesOf(details, note) }
}

function policiesOf({ inline, managed, attachments }: AccountDetails, note: Note): IdentityPolicyRecord[] {
  const attached = new Map<string, string[]>()
  for (const { policy, principal } of attachments) attached.set(policy, [...(attached.get(policy) ?? []), principal])
  return [
    ...managed.map(({ name, arn, version, attachmentCount, boundaryCount, document }): IdentityPolicyRecord => ({
      resource_type: 'AWS::IAM::ManagedPolicy',
      resource_name: name,
      resource_arn: arn,
      policy_name: name,
      version_id: version,
      attached_to: attached.get(arn) ?? [],
      attachment_count: attachmentCount,
      boundary_count: boundaryCount,
      ...statementsOf(document, arn, note),
    })),
    ...inline.map(({ type, name, arn, policy, document }): IdentityPolicyRecord => ({
      resource_type: type,
      resource_name: name,
      resource_arn: arn,
      policy_name: policy,
      ...statementsOf(document, `${arn}, policy ${policy}`, note),
    })),
  ]
}

function statementsOf(
  document: string,
  name: string,
  note: Note,
): { language: string | null; statements: PolicyStatementRecord[] | null } {
  const read = readDocument(document)
  if (read !== null) return read
  note(failure('malformed', `malformed response: the document of ${name} is not a policy`))
  return { language: null, statements: null }
}

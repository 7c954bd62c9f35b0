import { GetAccountAuthorizationDetailsCommand } from '@aws-sdk/client-iam'
import type { IdentityType } from '../../model/report/account-facts.ts'
import type { TimedAnswer } from '../answers/answer.ts'
import {
  answered,
  fields,
  flag,
  list,
  Members,
  number,
  optional,
  readableItems,
  text,
  word,
  type Read,
} from '../answers/shape.ts'
import type { Page } from '../calls/pages.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { iamClient } from './client.ts'

/** What is used of the answers about an account. Documents are encoded, as IAM returns them. */
export interface AccountDetails {
  inline: InlinePolicy[]
  managed: ManagedPolicy[]
  attachments: Attachment[]
}

interface InlinePolicy {
  type: IdentityType
  /** The name and the ARN of the principal. */
  name: string
  arn: string
  policy: string
  document: string
}

interface ManagedPolicy {
  name: string
  arn: string
  version: string
  attachmentCount: number
  boundaryCount: number
  /** That of the default version. */
  document: string
}

/** ARNs of a managed policy and of a principal to which it is attached. */
export interface Attachment {
  policy: string
  principal: string
}

interface DetailsPage extends Page {
  items: AccountDetails
  /** What is wrong with the first entry that could not be read. Null: all could. */
  wrong: string | null
}

/**
 * The users, groups, roles and customer managed policies of an account. Policies of AWS are not requested, because
 * customers cannot change them. A page with fewer entries than asked for is not the last one.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 */
export async function* detailsPages(client: PlaceClient): AsyncGenerator<TimedAnswer<DetailsPage>> {
  const iam = await iamClient(client)
  yield* client.pages('iam:GetAccountAuthorizationDetails', {
    send: Marker =>
      iam.send(
        new GetAccountAuthorizationDetailsCommand({
          Filter: ['User', 'Role', 'Group', 'LocalManagedPolicy'],
          MaxItems: 1000,
          ...(Marker !== undefined && { Marker }),
        }),
      ),
    read: toPage,
  })
}

function toPage(answer: unknown): DetailsPage {
  const all = answered(answer)
  const members = new Members()
  const principals = PRINCIPALS.map(({ type, kind }) =>
    readableItems(principalDetails(type, kind))(all[`${kind}DetailList`] ?? [], `${kind}DetailList`),
  )
  const managed = readableItems(managedPolicy)(all['Policies'] ?? [], 'Policies')
  return {
    items: {
      inline: principals.flatMap(({ good }) => good.flatMap(({ inline }) => inline)),
      managed: managed.good,
      attachments: principals.flatMap(({ good }) => good.flatMap(({ attachments }) => attachments)),
    },
    wrong: [...principals, managed].find(({ wrong }) => wrong !== null)?.wrong ?? null,
    next: members.read(text, all['Marker'], 'Marker'),
    truncated: members.read(flag, all['IsTruncated'], 'IsTruncated') ?? false,
    unreadableToken: members.wrong,
  }
}

const PRINCIPALS = [
  { type: 'AWS::IAM::User', kind: 'User' },
  { type: 'AWS::IAM::Group', kind: 'Group' },
  { type: 'AWS::IAM::Role', kind: 'Role' },
] as const

interface PrincipalDetails {
  inline: InlinePolicy[]
  attachments: Attachment[]
}

const principalDetails =
  (type: IdentityType, kind: (typeof PRINCIPALS)[number]['kind']): Read<PrincipalDetails> =>
  (value, path) => {
    const all = fields(value, path)
    const name = word(all[`${kind}Name`], `${path}.${kind}Name`)
    const arn = word(all['Arn'], `${path}.Arn`)
    const policies = optional(list(inlinePolicy))(all[`${kind}PolicyList`], `${path}.${kind}PolicyList`) ?? []
    const attached =
      optional(list(attachedArn))(all['AttachedManagedPolicies'], `${path}.AttachedManagedPolicies`) ?? []
    return {
      inline: policies.map(each => ({ type, name, arn, ...each })),
      attachments: attached.map(policy => ({ policy, principal: arn })),
    }
  }

const inlinePolicy: Read<Pick<InlinePolicy, 'policy' | 'document'>> = (value, path) => {
  const { PolicyName, PolicyDocument } = fields(value, path)
  return { policy: word(PolicyName, `${path}.PolicyName`), document: word(PolicyDocument, `${path}.PolicyDocument`) }
}

const attachedArn: Read<string> = (value, path) => word(fields(value, path)['PolicyArn'], `${path}.PolicyArn`)

/** The versions of a policy are in the answer, too. Only the default version is in effect. */
const managedPolicy: Read<ManagedPolicy> = (value, path) => {
  const all = fields(value, path)
  const arn = word(all['Arn'], `${path}.Arn`)
  const version = word(all['DefaultVersionId'], `${path}.DefaultVersionId`)
  const versions = list(policyVersion)(all['PolicyVersionList'], `${path}.PolicyVersionList`)
  return {
    // The name ends the ARN, too.
    name: optional(word)(all['PolicyName'], `${path}.PolicyName`) ?? arn.replace(/^.*\//, ''),
    arn,
    version,
    attachmentCount: optional(number)(all['AttachmentCount'], `${path}.AttachmentCount`) ?? 0,
    boundaryCount: optional(number)(all['PermissionsBoundaryUsageCount'], `${path}.PermissionsBoundaryUsageCount`) ?? 0,
    document: word(versions.find(({ id }) => id === version)?.document, `${path}.PolicyVersionList[].Document`),
  }
}

const policyVersion: Read<{ id: string; document: string | undefined }> = (value, path) => {
  const { VersionId, Document } = fields(value, path)
  return { id: word(VersionId, `${path}.VersionId`), document: optional(text)(Document, `${path}.Document`) }
}

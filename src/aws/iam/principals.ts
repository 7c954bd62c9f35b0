import type { TagRecord } from '../../model/report/report.ts'
import { type Answer, untimed } from '../answers/answer.ts'
import { nullIfMissing } from '../answers/missing.ts'
import { answered, fields, flag, list, optional, text, word, type Read } from '../answers/shape.ts'
import { nextMarker } from '../calls/pages.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { iamClient } from './client.ts'

/** A user or role, as IAM describes it. */
export interface IamPrincipal {
  type: 'role' | 'user'
  name: string
  arn: string
  /** The unique ID: `AROA…` or `AIDA…`. */
  id: string
  /** Empty if IAM did not say: lists of roles have no tags. */
  tags: readonly TagRecord[]
}

const NO_SUCH_ENTITY = ['NoSuchEntityException', 'NoSuchEntity']

/**
 * Describes a role. Null: there is none of this name.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html
 */
export async function getRole(client: PlaceClient, RoleName: string): Promise<Answer<IamPrincipal | null>> {
  const { GetRoleCommand } = await import('@aws-sdk/client-iam')
  const iam = await iamClient(client)
  const send = () => nullIfMissing(() => iam.send(new GetRoleCommand({ RoleName })), NO_SUCH_ENTITY)
  const read = (given: unknown) => (given === null ? null : role(answered(given)['Role'], 'Role'))
  return untimed(await client.call('iam:GetRole', RoleName, send, read))
}

/**
 * Describes a user. Null: there is none of this name.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUser.html
 */
export async function getUser(client: PlaceClient, UserName: string): Promise<Answer<IamPrincipal | null>> {
  const { GetUserCommand } = await import('@aws-sdk/client-iam')
  const iam = await iamClient(client)
  const send = () => nullIfMissing(() => iam.send(new GetUserCommand({ UserName })), NO_SUCH_ENTITY)
  const read = (given: unknown) => (given === null ? null : user(answered(given)['User'], 'User'))
  return untimed(await client.call('iam:GetUser', UserName, send, read))
}

/**
 * Lists all roles of the account, without their tags.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html
 */
export async function listRoles(client: PlaceClient): Promise<Answer<IamPrincipal[]>> {
  const { ListRolesCommand } = await import('@aws-sdk/client-iam')
  const iam = await iamClient(client)
  const all: IamPrincipal[] = []
  const pages = client.pages('iam:ListRoles', {
    send: Marker => iam.send(new ListRolesCommand({ MaxItems: 1000, ...(Marker !== undefined && { Marker }) })),
    read: given => {
      const { IsTruncated, Marker, Roles } = answered(given)
      return {
        items: list(role)(Roles, 'Roles'),
        truncated: optional(flag)(IsTruncated, 'IsTruncated') ?? false,
        ...nextMarker(Marker),
      }
    },
  })
  for await (const page of pages) {
    if (!page.known) return page
    all.push(...page.value.items)
  }
  return { known: true, value: all }
}

const principal =
  (type: IamPrincipal['type'], names: { name: string; id: string }): Read<IamPrincipal> =>
  (value, name) => {
    const given = fields(value, name)
    return {
      type,
      name: word(given[names.name], `${name}.${names.name}`),
      arn: word(given['Arn'], `${name}.Arn`),
      id: word(given[names.id], `${name}.${names.id}`),
      tags: optional(list(tag))(given['Tags'], `${name}.Tags`) ?? [],
    }
  }

const role = principal('role', { name: 'RoleName', id: 'RoleId' })
const user = principal('user', { name: 'UserName', id: 'UserId' })

const tag: Read<TagRecord> = (value, name) => {
  const { Key, Value } = fields(value, name)
  return { TagKey: word(Key, `${name}.Key`), TagValue: text(Value, `${name}.Value`) }
}

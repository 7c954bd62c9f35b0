import { page, pageSize, WireError, type Call, type Operation, type Service } from '../wire/call.ts'
import type { SimOrganization } from '../world/world.ts'

/** https://docs.aws.amazon.com/organizations/latest/APIReference/Welcome.html */
export const organizations: Service = {
  name: 'organizations',
  protocol: 'json-1.1',
  throttle: {
    name: 'TooManyRequestsException',
    message: "AWS Organizations can't complete your request.",
    status: 400,
  },
  operations: {
    DescribeOrganization: within(({ id }, { account }) => ({
      Organization: { Id: id, MasterAccountId: account.id, FeatureSet: 'ALL' },
    })),
    ListRoots: within(({ rootId }, call) => paged('Roots', [{ Id: rootId, Name: 'Root' }], call)),
    ListAccounts: within((organization, call) => paged('Accounts', accountsOf(organization, call), call)),
    ListAccountsForParent: within((organization, call) =>
      paged('Accounts', accountsOf(organization, call, parentOf(organization, call)), call),
    ),
    ListOrganizationalUnitsForParent: within((organization, call) =>
      paged('OrganizationalUnits', unitsOf(organization, call), call),
    ),
    ListChildren: within(listChildren),
  },
}

/** Only the management account (or a delegated administrator) is answered. */
function within(answer: (organization: SimOrganization, call: Call) => unknown): Operation {
  return call => {
    const { organization } = call.account
    if (organization !== undefined) return answer(organization, call)
    throw new WireError('AccessDeniedException', "You don't have permissions to access this resource.")
  }
}

function accountsOf({ id, accounts }: SimOrganization, { account }: Call, parent?: string): object[] {
  return accounts
    .filter(({ parentId }) => parent === undefined || parentId === parent)
    .map(member => ({
      Id: member.id,
      Arn: `arn:${account.partition}:organizations::${account.id}:account/${id}/${member.id}`,
      Name: member.name,
      State: member.state ?? 'ACTIVE',
      Status: member.state === 'CLOSED' ? 'SUSPENDED' : (member.state ?? 'ACTIVE'),
    }))
}

function unitsOf(organization: SimOrganization, call: Call): object[] {
  const parent = parentOf(organization, call)
  return organization.units
    .filter(({ parentId }) => parentId === parent)
    .map(({ id, name }) => ({ Id: id, Name: name }))
}

/** Accounts or units right below a root or unit, not deeper. */
function listChildren(organization: SimOrganization, call: Call): unknown {
  const kind = call.input['ChildType']
  const parent = parentOf(organization, call)
  const among = kind === 'ACCOUNT' ? organization.accounts : organization.units
  const children = among.filter(({ parentId }) => parentId === parent).map(({ id }) => ({ Id: id, Type: kind }))
  return paged('Children', children, call)
}

function parentOf({ rootId, units }: SimOrganization, { input }: Call): string {
  const parent = String(input['ParentId'] ?? '')
  if (parent === rootId || units.some(({ id }) => id === parent)) return parent
  throw new WireError('ParentNotFoundException', "You specified a root or organizational unit that doesn't exist.")
}

function paged(name: string, rows: readonly object[], { input }: Call): unknown {
  const refusal = new WireError('InvalidInputException', 'INVALID_NEXT_TOKEN')
  const { items, next } = page(
    rows,
    name,
    input['NextToken'],
    pageSize(input['MaxResults'], 20, 20, 'InvalidInputException'),
    refusal,
  )
  return { [name]: items, ...(next !== undefined && { NextToken: next }) }
}

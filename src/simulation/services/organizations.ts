import { page, pageSize, WireError, type SimulatedCall, type AnswerCall, type SimulatedService } from '../wire/call.ts'
import type { SimOrganization } from '../world/world.ts'

/** https://docs.aws.amazon.com/organizations/latest/APIReference/Welcome.html */
export const organizations: SimulatedService = {
  name: 'organizations',
  protocol: 'json-1.1',
  throttle: {
    name: 'TooManyRequestsException',
    message: "AWS Organizations can't complete your request.",
    status: 400,
  },
  operations: {
    DescribeOrganization: inOrganization(({ id }, { account }) => ({
      Organization: { Id: id, MasterAccountId: account.id, FeatureSet: 'ALL' },
    })),
    ListAccounts: inOrganization((organization, call) => tokenPage('Accounts', toAccounts(organization, call), call)),
    ListAccountsForParent: inOrganization((organization, call) =>
      tokenPage('Accounts', toAccounts(organization, call, requireParent(organization, call)), call),
    ),
    ListOrganizationalUnitsForParent: inOrganization((organization, call) =>
      tokenPage('OrganizationalUnits', toUnits(organization, call), call),
    ),
  },
}

/** Denies every account except the management account and a delegated administrator. */
function inOrganization(answer: (organization: SimOrganization, call: SimulatedCall) => unknown): AnswerCall {
  return call => {
    const { organization } = call.account
    if (organization !== undefined) return answer(organization, call)
    throw new WireError('AccessDeniedException', "You don't have permissions to access this resource.")
  }
}

function toAccounts({ id, accounts }: SimOrganization, { account }: SimulatedCall, parent?: string): object[] {
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

function toUnits(organization: SimOrganization, call: SimulatedCall): object[] {
  const parent = requireParent(organization, call)
  return organization.units
    .filter(({ parentId }) => parentId === parent)
    .map(({ id, name }) => ({ Id: id, Name: name }))
}

function requireParent({ rootId, units }: SimOrganization, { input }: SimulatedCall): string {
  const parent = String(input['ParentId'] ?? '')
  if (parent === rootId || units.some(({ id }) => id === parent)) return parent
  throw new WireError('ParentNotFoundException', "You specified a root or organizational unit that doesn't exist.")
}

function tokenPage(name: string, rows: readonly object[], { input }: SimulatedCall): unknown {
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

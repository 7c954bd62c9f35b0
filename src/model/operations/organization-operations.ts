/** The operations that find the accounts of an organization: a part of the table in `operations.ts`. */
export const ORGANIZATION_OPERATIONS = {
  'organizations:DescribeOrganization': {
    perSecond: 1,
    access: 'read',
    neededFor: 'trusted-organization',
    without: 'the accounts that --trust-org trusts',
  },
  'organizations:ListAccounts': {
    perSecond: 5,
    access: 'read',
    neededFor: 'organizations',
    without: 'the accounts of the organization',
  },
  'organizations:ListAccountsForParent': { perSecond: 5, access: 'read', neededFor: 'organizational-units' },
  'organizations:ListOrganizationalUnitsForParent': {
    perSecond: 5,
    access: 'read',
    neededFor: 'organizational-units',
  },
} as const

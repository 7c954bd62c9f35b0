import { ACCOUNT_ID } from '../../model/account-id.ts'
import { option, type OptionEntry } from '../option.ts'
import { flag, listLike, textLike } from '../kinds/kind.ts'

const ROLE_ARN = /^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/

/** Options about accounts other than the caller's. */
export const accountOptions = {
  roleArn: option({
    flags: '--role-arn <list>',
    group: 'Accounts',
    help: 'Roles to assume, one per account',
    kind: listLike('ARNs of roles, as IAM shows them', ROLE_ARN),
    fallback: [],
    excludes: ['demo'],
    inConfig: 'named',
    alsoCalled: ['role', 'assume', 'assume-role', 'role-arns'],
  }),
  org: option({
    flags: '--org',
    group: 'Accounts',
    help: 'Audit all active accounts of the organization; needs --org-role',
    kind: flag,
    fallback: false,
    excludes: ['role-arn', 'demo'],
    inConfig: 'named',
    alsoCalled: ['organization', 'organizations', 'all-accounts'],
  }),
  orgRole: option({
    flags: '--org-role <name>',
    group: 'Accounts',
    help: "Role to assume in every account except the caller's",
    kind: textLike('the name of a role, with its path', /^[\w+=,.@/-]+$/),
    fallback: null,
    inConfig: 'named',
    alsoCalled: ['organizations-role'],
  }),
  accounts: option({
    flags: '--accounts <list>',
    group: 'Accounts',
    help: 'Audit only these accounts of the organization or, with --inventory-from, of the aggregator; or show only these of a report (--from)',
    kind: listLike('account ids of twelve digits', ACCOUNT_ID),
    fallback: [],
  }),
  excludeAccounts: option({
    flags: '--exclude-accounts <list>',
    group: 'Accounts',
    help: 'Exclude these accounts of the organization, of the aggregator, or of a report (--from)',
    kind: listLike('account ids of twelve digits', ACCOUNT_ID),
    fallback: [],
    alsoCalled: ['not-accounts', 'skip-accounts'],
  }),
  ou: option({
    flags: '--ou <list>',
    group: 'Accounts',
    help: 'Audit only the accounts in these organizational units, at any depth',
    kind: listLike('ids of organizational units such as ou-ab12-34567890', /^(ou-|r-)[a-z0-9-]+$/),
    fallback: [],
    alsoCalled: ['organizational-unit', 'organizational-units'],
  }),
  externalId: option({
    flags: '--external-id <id>',
    group: 'Accounts',
    help: "External ID, if the role's trust policy requires one",
    kind: textLike('an external id of 2 to 1224 letters, digits and +=,.@:/-_', /^[\w+=,.@:/-]{2,1224}$/),
    fallback: null,
  }),
  roleSessionName: option({
    flags: '--role-session-name <name>',
    group: 'Accounts',
    help: 'Session name that CloudTrail records for the assumed role (default: kms-audit)',
    kind: textLike('a name of 2 to 64 letters, digits and =,.@-', /^[\w+=.@-]{2,64}$/),
    fallback: 'kms-audit',
    alsoCalled: ['session-name'],
  }),
} satisfies Record<string, OptionEntry>

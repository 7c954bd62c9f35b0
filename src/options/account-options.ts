import { option, type OptionEntry } from './entry.ts'
import { flag, listLike, textLike } from './kinds.ts'

const ACCOUNT = /^\d{12}$/
const ROLE_ARN = /^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/

/** Options about other accounts than the credentials' own. */
export const accountOptions = {
  roleArn: option({
    flags: '--role-arn <list>',
    group: 'Many accounts',
    help: 'roles to assume, each of them an account',
    kind: listLike('ARNs of roles, as IAM shows them', ROLE_ARN),
    fallback: [],
    excludes: ['demo'],
    alsoCalled: ['role', 'assume', 'assume-role', 'role-arns'],
  }),
  org: option({
    flags: '--org',
    group: 'Many accounts',
    help: "all active accounts of the credentials' organization",
    kind: flag,
    fallback: false,
    excludes: ['role-arn', 'demo'],
    alsoCalled: ['organization', 'organizations', 'all-accounts'],
  }),
  orgRole: option({
    flags: '--org-role <name>',
    group: 'Many accounts',
    help: 'the role to assume in each of them but the own',
    kind: textLike('the name of a role, with its path', /^[\w+=,.@/-]+$/),
    fallback: null,
    alsoCalled: ['organizations-role'],
  }),
  accounts: option({
    flags: '--accounts <list>',
    group: 'Many accounts',
    help: 'of the organization, or of --from, only these accounts',
    kind: listLike('account ids of twelve digits', ACCOUNT),
    fallback: [],
  }),
  excludeAccounts: option({
    flags: '--exclude-accounts <list>',
    group: 'Many accounts',
    help: 'of the organization, or of --from, all but these accounts',
    kind: listLike('account ids of twelve digits', ACCOUNT),
    fallback: [],
    alsoCalled: ['not-accounts', 'skip-accounts'],
  }),
  ou: option({
    flags: '--ou <list>',
    group: 'Many accounts',
    help: 'of the organization only what is below these units',
    kind: listLike('ids of organizational units such as ou-ab12-34567890', /^(ou-|r-)[a-z0-9-]+$/),
    fallback: [],
    alsoCalled: ['organizational-unit', 'organizational-units'],
  }),
  externalId: option({
    flags: '--external-id <id>',
    group: 'Many accounts',
    help: 'what the roles ask for, if they do',
    kind: textLike('an external id of 2 to 1224 letters, digits and +=,.@:/-_', /^[\w+=,.@:/-]{2,1224}$/),
    fallback: null,
  }),
  roleSessionName: option({
    flags: '--role-session-name <name>',
    group: 'Many accounts',
    help: "the name in the accounts' CloudTrail (default: kms-audit)",
    kind: textLike('a name of 2 to 64 letters, digits and =,.@-', /^[\w+=.@-]{2,64}$/),
    fallback: 'kms-audit',
    alsoCalled: ['session-name'],
  }),
} satisfies Record<string, OptionEntry>

import { type NeededOperations, neededOperations } from '../../collect/plan/needed-operations.ts'
import { type Operation, operationRow } from '../../model/operations/operations.ts'
import type { AuditOptions } from '../../model/options/options.ts'
import { partitionOf } from '../../model/partition.ts'
import { type AuditRole, type Permissions, policyOf, type PolicyStatement } from '../../model/options/permissions.ts'
import { isRegionPattern } from '../../lib/text/region-pattern.ts'
import { KeyFilter } from '../../selection/key-filter.ts'
import type { NamedDependent } from '../../dependents/load-dependents.ts'
import type { NamedSource } from '../../sources/load-sources.ts'
import type { OtherReads } from './other-reads.ts'
import { statement, statementsAboutKeys } from './statements.ts'

/** What decides the permissions of a run. */
export interface PolicyQuestion {
  options: AuditOptions
  /** The sources that the options name. */
  sources: readonly NamedSource[]
  /** The types of resources that the options name. */
  dependents: readonly NamedDependent[]
  /** The operations of sinks that send to the audited accounts. Empty: there is none. */
  sending: readonly Operation[]
  /** The operations of sinks that send to the caller's account. */
  sendingAsCaller: readonly Operation[]
  /** What a command reads besides an audit. */
  reads: OtherReads
  /** The operations of a command that are called instead of those of an audit. Null: there is an audit. */
  instead: readonly Operation[] | null
  /** Who runs kms-audit: an account ID or an ARN. Null: not given. */
  caller: string | null
}

/** Returns the least permissions with which a run can do all that these options ask for. */
export function permissionsOf(question: PolicyQuestion): Permissions {
  const { options, sources, dependents, caller } = question
  const audit = neededOperations(options, sources, dependents)
  const needed = question.instead === null ? audit : { ...audit, ...NO_AUDIT, audit: question.instead }
  const audited = auditStatements(needed, question)
  const sending = statement('KmsAuditSend', question.sendingAsCaller)
  const inventory = statement('KmsAuditInventory', needed.inventory)
  const callerAccount = caller === null ? null : accountOf(caller)
  const role = roleOf(options, audited, { caller, callerAccount, trusted: trustStatements(needed) })
  if (role === null)
    return { caller: policyOf([...audited, ...trustStatements(needed), ...inventory, ...sending]), callerAccount, role }
  const isAudited = isCallerAudited(options, callerAccount)
  return {
    caller: policyOf([
      ...(isAudited ? audited : []),
      ...organizationStatements([...needed.accounts, ...(isAudited ? needed.trustedAccounts : [])]),
      {
        Sid: 'KmsAuditRoles',
        Effect: 'Allow',
        Action: ['sts:AssumeRole'],
        Resource: roleArns(options, role.partition),
      },
      ...inventory,
      ...sending,
    ]),
    callerAccount,
    role,
  }
}

const NO_AUDIT = { checks: [], accountFacts: [], dependents: [], inventory: [] }

/** What the credentials of an audited account need there. */
function auditStatements(needed: NeededOperations, { options, sending, reads }: PolicyQuestion): PolicyStatement[] {
  const filter = new KeyFilter(options.keys)
  const where = { regions: namedRegions(options, filter), keys: filter.wholeArns }
  return [
    ...statementsAboutKeys('KmsAudit', needed.audit, where),
    ...statementsAboutKeys('KmsAuditChecks', needed.checks, where),
    ...statement('KmsAuditAccountChecks', needed.accountFacts),
    ...statement('KmsAuditDependents', needed.dependents),
    ...statement('KmsAuditAllRegions', needed.regions),
    ...statement('KmsAuditQuotas', reads.quotas),
    ...statement('KmsAuditSecrets', reads.secrets),
    ...statement('KmsAuditCosts', reads.costs),
    ...statement('KmsAuditPublish', sending),
  ]
}

const organizationStatements = (operations: readonly Operation[]): PolicyStatement[] =>
  statement('KmsAuditOrganization', operations)

const trustStatements = ({ trustedAccounts }: NeededOperations): PolicyStatement[] =>
  organizationStatements(trustedAccounts)

/** The Regions that calls go to. Null: they are not all named. */
function namedRegions({ regions }: AuditOptions, filter: KeyFilter): readonly string[] | null {
  if (regions === null) return filter.onlyArns ? filter.regions : null
  return regions.some(isRegionPattern) ? null : [...new Set([...regions, ...filter.regions])]
}

/** The operations that a sink calls. Nothing is written with `--dry-run`. */
export const operationsToSend = (operations: readonly Operation[], dryRun: boolean): readonly Operation[] =>
  dryRun ? operations.filter(operation => operationRow(operation).access === 'read') : operations

interface CallerOfRole {
  caller: string | null
  callerAccount: string | null
  /** What one of the audited accounts needs to read the organization. */
  trusted: readonly PolicyStatement[]
}

function roleOf(
  options: AuditOptions,
  audited: readonly PolicyStatement[],
  { caller, callerAccount, trusted }: CallerOfRole,
): AuditRole | null {
  const { roleArns: arns, organization, externalId } = options.accounts
  if (organization === null && arns.length === 0) return null
  const partition = partitionIn(options)
  const reads = isCallerAudited(options, callerAccount) ? [] : trusted
  return {
    names:
      organization === null ? [...new Set(arns.map(arn => arn.slice(arn.indexOf(':role/') + 6)))] : [organization.role],
    policy: policyOf([...audited, ...reads]),
    trusted: caller === null || callerAccount === caller ? rootOf(callerAccount, partition) : caller,
    externalId,
    partition,
    isInCallerAccount: arns.some(arn => accountOf(arn) === callerAccount),
  }
}

const rootOf = (account: string | null, partition: string): string | null =>
  account === null ? null : `arn:${partition}:iam::${account}:root`

/** Whether the run audits the account of the caller with the credentials that start it. */
function isCallerAudited(
  { accounts: { organization, roleArns: arns } }: AuditOptions,
  account: string | null,
): boolean {
  if (organization === null) return arns.length === 0
  if (account === null) return true
  const { only, except } = organization
  return (only.length === 0 || only.includes(account)) && !except.includes(account)
}

function roleArns(options: AuditOptions, partition: string): readonly string[] {
  const { roleArns: arns, organization } = options.accounts
  if (organization === null) return arns
  const accounts = organization.only.length === 0 ? ['*'] : organization.only
  return accounts.map(account => `arn:${partition}:iam::${account}:role/${organization.role}`)
}

/** The partition of the roles or of the named Regions. */
function partitionIn({ regions, accounts }: AuditOptions): string {
  const [arn] = accounts.roleArns
  if (arn !== undefined) return arn.split(':')[1] ?? ''
  return partitionOf(regions?.[0] ?? '')
}

const accountOf = (caller: string): string => (caller.startsWith('arn:') ? (caller.split(':')[4] ?? '') : caller)

import { LAST_USER_OPERATION } from '../../sources/cloudtrail/last-user.ts'
import { accountFactOf, accountFactsIn, operationsForNeed, type Need } from '../../facts/needs.ts'
import { isListed } from '../../aws/session/sdk-regions.ts'
import { isRegionPattern } from '../../lib/text/region-pattern.ts'
import { type Operation, operationsFor } from '../../model/operations/operations.ts'
import type { AuditOptions } from '../../model/options/options.ts'
import { KeyFilter } from '../../selection/key-filter.ts'
import type { NamedDependent } from '../../dependents/load-dependents.ts'
import type { NamedSource } from '../../sources/load-sources.ts'

/** The operations that an audit may call, by what they are about. */
export interface NeededOperations {
  /** About the keys of a place and their use. */
  audit: readonly Operation[]
  /** Only the selected checks need them. */
  checks: readonly Operation[]
  /** About a whole account, once for each. Only the selected checks need them. */
  accountFacts: readonly Operation[]
  /** About resources that reference keys. */
  dependents: readonly Operation[]
  /** About the enabled Regions of an account. */
  regions: readonly Operation[]
  /** About the accounts to audit: called by the credentials that start the run. */
  accounts: readonly Operation[]
  /** About keys that AWS Config has recorded: called by the credentials that start the run. */
  inventory: readonly Operation[]
  /** About the accounts to trust: called by one of the audited accounts. */
  trustedAccounts: readonly Operation[]
}

/**
 * Returns the operations that an audit with these options may call. `sources` and `dependents` are those that the
 * options name.
 */
export function neededOperations(
  options: AuditOptions,
  sources: readonly NamedSource[],
  dependents: readonly NamedDependent[],
): NeededOperations {
  const audit: Operation[] = [
    ...operationsFor('every-audit').filter(operation => operation !== 'kms:ListKeys' || listsKeys(options)),
    ...sources.flatMap(({ source }) => source.operations),
    ...(options.requestDays === null ? [] : operationsFor('request-counts')),
    ...(options.prices === 'live' ? operationsFor('prices') : []),
    ...(options.who || options.busiest > 0 ? ([LAST_USER_OPERATION] as const) : []),
    ...(options.tags.length > 0 ? operationsForNeed('tags') : []),
  ]
  const ofChecks = (options.needs as readonly Need[])
    .filter(need => accountFactOf(need) === null)
    .flatMap(operationsForNeed)
  return {
    audit: [...new Set(audit)],
    checks: [...new Set(ofChecks)].filter(operation => !audit.includes(operation)),
    accountFacts: [...new Set(accountFactsIn(options.needs).flatMap(({ operations }) => operations))],
    dependents: ofDependents(options, dependents),
    regions: listsRegions(options) ? operationsFor('region-patterns') : [],
    accounts: ofOrganization(options.accounts),
    inventory: options.inventory === null ? [] : INVENTORY,
    trustedAccounts: options.trustOrganization
      ? [...operationsFor('trusted-organization'), ...operationsFor('organizations')]
      : [],
  }
}

/** What `--inventory-from` asks of an aggregator. */
const INVENTORY: readonly Operation[] = [
  'config:SelectAggregateResourceConfig',
  'config:DescribeConfigurationAggregatorSourcesStatus',
]

/** Whether keys are listed: always, except to explain one key that an alias names. */
const listsKeys = ({ oneKey, keys }: AuditOptions): boolean => oneKey === null || !new KeyFilter(keys).isAlias

/** Whether the enabled Regions have to be known: for a glob, and for a name that the SDK does not know. */
const listsRegions = ({ regions, keys }: AuditOptions): boolean =>
  [...(regions ?? []), ...new KeyFilter(keys).regions].some(name => isRegionPattern(name) || !isListed(name))

function ofDependents(options: AuditOptions, types: readonly NamedDependent[]): readonly Operation[] {
  if (options.dependents?.aggregator) return operationsFor('aggregator')
  return [...new Set(types.flatMap(({ dependent }) => dependent.operations))]
}

function ofOrganization({ organization }: AuditOptions['accounts']): readonly Operation[] {
  if (organization === null) return []
  return operationsFor(organization.units.length === 0 ? 'organizations' : 'organizational-units')
}

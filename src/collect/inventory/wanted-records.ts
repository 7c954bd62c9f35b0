import { isRegionPattern, matchesRegion } from '../../lib/text/region-pattern.ts'
import type { AuditOptions } from '../../model/options/options.ts'
import type { EnteredAccount, Run } from '../run/run.ts'

/** Which records of an aggregator a run uses. */
export interface WantedRecords {
  /** Whether keys of the place are wanted: asked places of entered accounts, and requested places of all others. */
  isPlace(account: string, region: string): boolean
  isEntered(account: string): boolean
  /** Whether a Region of accounts that were not entered is wanted. */
  isRegion(region: string): boolean
  /** Why AWS KMS does not list the keys of an account, as the message of a gap. */
  whyNotListed(account: string): string
  /** Requested accounts that are not entered, whether or not the aggregator has them. */
  missing: readonly string[]
  /** Requested Regions that are named, whether or not the aggregator has them. */
  regions: readonly string[]
}

/**
 * Decides which records a run uses. An account that was entered keeps its live answers; its Regions that were not asked
 * for stay out. Other accounts are limited by the options about accounts and Regions, where these are given.
 */
export function wantedRecords(run: Run, accounts: readonly EnteredAccount[]): WantedRecords {
  const entered = new Map(accounts.map(({ session, regions }) => [session.account, new Set(regions)]))
  const refused = accountsNotEntered(run).filter(account => !entered.has(account))
  const limit = accountLimit(run.options, refused)
  const patterns = regionPatterns(run)
  const except = run.options.inventory?.except ?? []
  const isAccount = (account: string): boolean =>
    !except.includes(account) && (limit === null || limit.includes(account))
  const isRegion = (region: string): boolean =>
    patterns === null || patterns.some(pattern => matchesRegion(region, pattern))
  return {
    isPlace: (account, region) => entered.get(account)?.has(region) ?? (isAccount(account) && isRegion(region)),
    isRegion,
    isEntered: account => entered.has(account),
    whyNotListed: account =>
      entered.has(account)
        ? 'not requested: the keys of this Region could not be listed'
        : refused.includes(account)
          ? 'not requested: the account could not be entered'
          : 'not requested: this run has no profile or role for the account',
    missing: [...new Set([...refused, ...(limit ?? [])])].filter(
      account => isAccount(account) && !entered.has(account),
    ),
    regions: (patterns ?? []).filter(pattern => !isRegionPattern(pattern)),
  }
}

/** The accounts that the run tried to enter, in vain. */
const accountsNotEntered = ({ gaps }: Run): string[] => [
  ...new Set(gaps.all.flatMap(({ account, region }) => (account !== '' && region === null ? account : []))),
]

/** The only accounts that are wanted besides those entered. Null: all that the aggregator has. */
function accountLimit({ accounts, inventory }: AuditOptions, refused: readonly string[]): readonly string[] | null {
  const { organization } = accounts
  if (organization === null) return inventory === null || inventory.only.length === 0 ? null : inventory.only
  return organization.only.length === 0 && organization.units.length === 0 ? null : refused
}

/** Names, globs or `all`. Null: every Region that the aggregator has, because none was asked for. */
function regionPatterns({ options: { regions }, filter }: Run): readonly string[] | null {
  if (regions !== null) return [...new Set([...regions, ...filter.regions])]
  return filter.onlyArns ? filter.regions : null
}

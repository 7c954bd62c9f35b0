import { ACCOUNT_FACT_FIELDS, type AccountFacts } from '../../model/report/account-facts.ts'
import type { Report, Scope } from '../../model/report/report.ts'

/** Whether a place is wanted. Region null: whether any Region of the account is. */
export type PlaceTest = (account: string, region: string | null) => boolean

/** Returns what a report says about whole accounts, for those that are wanted. */
export const narrowAccountFacts = ({ scope }: Report, isPlace: PlaceTest): Pick<Scope, 'trails'> & AccountFacts => ({
  ...trailsOf(scope, isPlace),
  ...(Object.fromEntries(
    ACCOUNT_FACT_FIELDS.flatMap(field => {
      const byAccount = scope[field]
      if (byAccount === undefined) return []
      return [[field, Object.fromEntries(Object.entries(byAccount).filter(([account]) => isPlace(account, null)))]]
    }),
  ) as AccountFacts),
})

function trailsOf({ trails }: Scope, isPlace: PlaceTest): Pick<Scope, 'trails'> {
  if (trails === undefined) return {}
  const ofAccounts = Object.entries(trails).filter(([account]) => isPlace(account, null))
  return {
    trails: Object.fromEntries(
      ofAccounts.map(([account, byRegion]) => [
        account,
        // Older reports have one list per account, which names no Region.
        Array.isArray(byRegion)
          ? byRegion
          : Object.fromEntries(Object.entries(byRegion).filter(([region]) => isPlace(account, region))),
      ]),
    ),
  }
}

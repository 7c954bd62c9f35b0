import type { Report } from '../../model/report/report.ts'

/** Returns the part of the report that is about its one key: places and gaps of other Regions are left out. */
export function aboutKey(report: Report): Report {
  const [key] = report.keys
  if (key === undefined) return report
  const isHere = ({ account_id, region }: { account_id: string; region: string | null }): boolean =>
    account_id === key.account_id && (region === null || region === key.region)
  // Keys of other accounts are about the resources of the account, not about the key.
  const { foreign_keys: _, ...rest } = report
  return {
    ...rest,
    scope: { ...report.scope, places: report.scope.places.filter(isHere) },
    gaps: report.gaps.filter(gap => isHere(gap) && (gap.key_id === null || gap.key_id === key.key_id)),
    ...(report.findings && {
      findings: report.findings.filter(each => isHere(each) && each.key_id === key.key_id),
    }),
  }
}

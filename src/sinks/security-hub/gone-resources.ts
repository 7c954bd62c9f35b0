/*
 * Decides whether an existing finding about a resource other than a key is resolved, although no finding of the report
 * has its Id: the report lists the resources of the place, and this one is not among them or has no such problem.
 *
 * Example: Security Hub has ".../secret-unused/111122223333/eu-west-1/orders". Today the secret is gone, so the result of
 * kms-audit secrets, which read every secret of eu-west-1, does not contain it. If a part of eu-west-1 could not be read,
 * the finding stays.
 */

import type { ExistingFinding } from '../../aws/security-hub/get-findings.ts'
import { GLOBAL, resourceWord } from '../../formats/asff/asff-id.ts'
import { once } from '../../lib/flow/once.ts'
import { kindOf, resourceTypesOf as readTypes } from '../../model/assessments/findings-report.ts'
import type { Finding } from '../../model/finding.ts'
import type { PlaceRecord, Report } from '../../model/report/report.ts'
import type { Resolution } from './resolution-record.ts'

/** Returns a function that says how a finding about a resource is resolved. Null: the report does not show that it is. */
export function goneResources(report: Report): (place: PlaceRecord, existing: ExistingFinding) => Resolution | null {
  const kind = kindOf(report)
  // What happened stays a finding when a later window does not contain it.
  if (kind === 'activity') return () => null
  const found = once(() => foundIn(report))
  const types = readTypes(report)
  const wasRead = (word: string): boolean =>
    types === null || types.some(type => word.startsWith(encodeURIComponent(`${type}/`)))
  return (place, { id }) => {
    const [, check = '', account = '', where = '', word = ''] = id.split('/')
    const isListed =
      where === GLOBAL
        ? found().decided.has(`${account} ${check}`) && !found().undecided.has(`${account} ${check}`)
        : where === place.region && kind !== null && place.status === 'complete'
    if (!isListed || !wasRead(word)) return null
    return found().subjects.has(`${account} ${where} ${word}`) ? NOT_REPORTED : GONE
  }
}

const GONE: Resolution = { why: 'The resource no longer exists.', compliance: 'NOT_AVAILABLE' }
const NOT_REPORTED: Resolution = { why: 'The check no longer reports this for the resource.', compliance: 'PASSED' }

interface Found {
  /** Accounts and checks with a result, and those with one that is unknown. */
  decided: ReadonlySet<string>
  undecided: ReadonlySet<string>
  /** Resources with a result of any check. */
  subjects: ReadonlySet<string>
}

const isUnknown = ({ status, muted }: Finding): boolean => (muted?.status ?? status) === 'unknown'

const pair = ({ account_id, check }: Finding): string => `${account_id} ${check}`

function foundIn({ findings = [] }: Report): Found {
  return {
    decided: new Set(findings.filter(each => !isUnknown(each)).map(pair)),
    undecided: new Set(findings.filter(isUnknown).map(pair)),
    subjects: new Set(
      findings.flatMap(({ account_id, region, resource }) =>
        resource === undefined ? [] : [`${account_id} ${region ?? GLOBAL} ${resourceWord(resource)}`],
      ),
    ),
  }
}

/*
 * Decides whether a report shows that an existing finding is resolved, although no finding of the report has its Id.
 * There are two ways:
 *
 * - The key is in the report and its check gave an answer, but not this one. Checks can find several things in one key,
 *   each with a rule in its Id.
 * - The key is not in the report, although the report lists all keys of the place: the key no longer exists.
 *
 * Example: Security Hub has ".../opa/…/KEY/old-age". Today OPA denies the key for "no-owner" alone, so "old-age" is
 * resolved. If OPA did not answer today, nothing is known about "old-age", and the finding stays. The finding also stays
 * if the check did not run, or if the report was narrowed to a severity that could hide it.
 */

import type { ExistingFinding } from '../../aws/security-hub/get-findings.ts'
import { isResourceWord } from '../../formats/asff/asff-id.ts'
import { GENERATOR_PREFIX } from '../../formats/asff/asff-finding.ts'
import { once } from '../../lib/flow/once.ts'
import type { GapRecord, PlaceRecord, Report } from '../../model/report/report.ts'
import { goneResources } from './gone-resources.ts'
import type { Resolution } from './resolution-record.ts'

/** Returns how an existing finding was resolved. Null: the report does not show that it is. */
export type FindResolution = (existing: ExistingFinding) => Resolution | null

/** Returns what a report shows about the existing findings of one of its places. Pure. Make it once for all places. */
export function resolutionsIn(report: Report): (place: PlaceRecord) => FindResolution {
  const checks = new Set(report.scope.checks)
  const keys = new Set(report.keys.map(({ account_id, region, key_id }) => keyName(account_id, region, key_id)))
  const goneIn = goneResources(report)
  // Most runs never need the answers, and a large report has hundreds of thousands of findings.
  const answers = once(() => completeAnswers(report))
  const listsEvery = keyListings(report)
  return place => existing => {
    const check = existing.generatorId.slice(GENERATOR_PREFIX.length)
    if (!checks.has(check)) return null
    const [, , account = '', region, key, rule] = existing.id.split('/')
    if (account !== place.account_id || region === undefined || key === undefined) return null
    if (isResourceWord(key)) return goneIn(place, existing)
    if (region !== place.region) return null
    const name = keyName(account, region, key)
    if (keys.has(name)) return noLongerReported(answers().get(`${name} ${check}`), rule)
    return listsEvery(place, existing) ? KEY_DELETED : null
  }
}

const KEY_DELETED: Resolution = { why: 'The key no longer exists.', compliance: 'NOT_AVAILABLE' }

/** A finding without a rule said that its check had no answer, so there was no problem that could be solved. */
function noLongerReported(answer: CheckAnswer | undefined, rule: string | undefined): Resolution | null {
  if (answer === undefined) return null
  const isSolved = rule !== undefined && answer !== 'not_applicable'
  return { why: 'The check no longer reports this for the key.', compliance: isSolved ? 'PASSED' : 'NOT_AVAILABLE' }
}

/**
 * Returns the answers of checks of which the report has all findings, by key and check. A check without an answer for a
 * key has found none of its rules. A report that was narrowed to a severity lacks some failures, so there only the other
 * answers are complete.
 */
function completeAnswers({ scope, findings = [] }: Report): ReadonlyMap<string, CheckAnswer> {
  const answers = new Map<string, CheckAnswer>()
  for (const { check, account_id, region, key_id, status, muted } of findings) {
    const answer = muted?.status ?? status
    if (answer === 'unknown' || answer === 'muted' || (answer === 'fail' && scope.severity !== undefined)) continue
    answers.set(`${keyName(account_id, region ?? '', key_id ?? '')} ${check}`, answer)
  }
  return answers
}

type CheckAnswer = 'pass' | 'fail' | 'not_applicable'

const keyName = (account: string, region: string, key: string): string => `${account} ${region} ${key}`

/** Whether a report lists every key of a place that has the manager of this finding's key. */
function keyListings({ scope, gaps, keys }: Report): (place: PlaceRecord, existing: ExistingFinding) => boolean {
  const listed = new Map<string, number>()
  for (const { account_id, region } of keys)
    listed.set(`${account_id} ${region}`, (listed.get(`${account_id} ${region}`) ?? 0) + 1)
  const placeGaps = gaps.filter(({ key_id }) => key_id === null)
  return (place, { keyManager }) =>
    scope.keys === undefined &&
    (scope.manager === 'all' || scope.manager === keyManager?.toLowerCase()) &&
    place.status !== 'unreachable' &&
    (listed.get(`${place.account_id} ${place.region}`) ?? 0) === place.keys &&
    !placeGaps.some(gap => hidesKeys(gap, place))
}

/** A gap of the whole account, or of listing its keys, hides keys. A denial by CloudTrail does not. */
const hidesKeys = ({ account_id, region, operation }: GapRecord, place: PlaceRecord): boolean =>
  account_id === place.account_id && (region === null || (region === place.region && operation === 'kms:ListKeys'))

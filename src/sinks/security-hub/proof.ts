import type { HeldFinding } from '../../aws/security-hub/security-hub.ts'
import { GENERATOR_PREFIX } from '../../formats/asff/asff-finding.ts'
import { once } from '../../lib/flow/once.ts'
import type { GapRecord, PlaceRecord, Report } from '../../model/report.ts'

/** Tells how a finding that the report does not make is over; null: the report does not prove that it is. */
export type Proof = (held: HeldFinding) => Ending | null

export interface Ending {
  why: string
  /** Whether what was wrong was put right, or there is nothing left to be judged. */
  status: 'PASSED' | 'NOT_AVAILABLE'
}

/** What a report proves of the findings that are held in one of its places. Pure; made once for all places. */
export function proofsOf(report: Report): (place: PlaceRecord) => Proof {
  const ran = new Set(report.scope.checks)
  const keys = new Set(report.keys.map(({ account_id, region, key_id }) => nameOf(account_id, region, key_id)))
  // Most runs never ask for it, and a large report has hundreds of thousands of findings.
  const judged = once(() => judgedIn(report))
  const listsAll = completeness(report)
  return place => held => {
    const check = held.generatorId.slice(GENERATOR_PREFIX.length)
    if (!ran.has(check)) return null
    const [, , account = '', region, key, rule] = held.id.split('/')
    if (account !== place.account_id || region !== place.region || key === undefined) return null
    const name = nameOf(account, region, key)
    if (keys.has(name)) return unsaid(judged().get(`${name} ${check}`), rule)
    return listsAll(place, held) ? GONE : null
  }
}

const GONE: Ending = { why: 'The key no longer exists.', status: 'NOT_AVAILABLE' }

/** One of several things that a check can say of a key was put right; that it could not tell was nothing wrong. */
function unsaid(said: Said | undefined, rule: string | undefined): Ending | null {
  if (said === undefined) return null
  const isMended = rule !== undefined && said !== 'not_applicable'
  return { why: 'The check no longer reports this for the key.', status: isMended ? 'PASSED' : 'NOT_AVAILABLE' }
}

/**
 * By key and check: of what a check says of a key, here is all. A check that says several things of one, as policies in
 * OPA do, has said none of them where it could not tell; and in a report that was narrowed to a severity some of them
 * are missing, unless there is nothing to say at all.
 */
function judgedIn({ scope, findings = [] }: Report): ReadonlyMap<string, Said> {
  const judged = new Map<string, Said>()
  for (const { check, account_id, region, key_id, status, muted } of findings) {
    const said = muted?.status ?? status
    if (said === 'unknown' || said === 'muted' || (said === 'fail' && scope.severity !== undefined)) continue
    judged.set(`${nameOf(account_id, region ?? '', key_id ?? '')} ${check}`, said)
  }
  return judged
}

type Said = 'pass' | 'fail' | 'not_applicable'

const nameOf = (account: string, region: string, key: string): string => `${account} ${region} ${key}`

/** Whether a key like this that is not in the report is not there: all keys were listed, and none of them left out. */
function completeness({ scope, gaps, keys }: Report): (place: PlaceRecord, held: HeldFinding) => boolean {
  const shown = new Map<string, number>()
  for (const { account_id, region } of keys)
    shown.set(`${account_id} ${region}`, (shown.get(`${account_id} ${region}`) ?? 0) + 1)
  const wide = gaps.filter(({ key_id }) => key_id === null)
  return (place, { keyManager }) =>
    scope.keys === undefined &&
    (scope.manager === 'all' || scope.manager === keyManager?.toLowerCase()) &&
    place.status !== 'unreachable' &&
    (shown.get(`${place.account_id} ${place.region}`) ?? 0) === place.keys &&
    !wide.some(gap => hidesKeys(gap, place))
}

/** What is wrong with a whole account, or with listing its keys; that CloudTrail refused hides none. */
const hidesKeys = ({ account_id, region, operation }: GapRecord, place: PlaceRecord): boolean =>
  account_id === place.account_id && (region === null || (region === place.region && operation === 'kms:ListKeys'))

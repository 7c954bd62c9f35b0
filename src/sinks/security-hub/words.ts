import { countNoun } from '../../lib/text/numbers.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import { type Finding, isProblem, SEVERITIES, type Severity } from '../../model/finding.ts'
import type { PlacePlan } from './plan-place.ts'
import { type Open, type Planned, type Shut, type Target } from './target.ts'
import { isOfAccount } from './whole-account.ts'

export const sizeOf = ({ active, resolved, over }: PlacePlan): number => active.length + resolved.length + over.length

/** One line: how many findings would be sent, and where. Null: none. */
export function summaryOf(planned: readonly Planned[]): string | null {
  const full = planned.filter(({ plan }) => sizeOf(plan) > 0)
  if (full.length === 0) return null
  const active = full.flatMap(({ plan }) => plan.active)
  const kinds = [...SEVERITIES, 'unknown'] as const
  const worst = kinds
    .map(kind => [kind, active.filter(({ finding }) => kindOf(finding) === kind).length] as const)
    .flatMap(([kind, count]) => (count === 0 ? [] : `${count} ${kind}`))
    .join(', ')
  const ended = (isBlind: boolean): number =>
    full
      .filter(({ held }) => (held === null) === isBlind)
      .reduce((sum, { plan }) => sum + plan.resolved.length + plan.over.length, 0)
  const [resolved, passed] = [ended(false), ended(true)]
  const parts = [
    `${countNoun(active.length, 'active finding')}${worst === '' ? '' : ` (${worst})`}`,
    ...(resolved === 0 ? [] : [`${resolved} to resolve`]),
    ...(passed === 0 ? [] : [`${passed} passed, to resolve earlier findings`]),
  ]
  return `Findings for Security Hub in ${whereText(full)}: ${parts.join(', ')}.`
}

/** A finding whose check got no data counts as unknown, whatever its severity would be. */
const kindOf = ({ status, severity }: Finding): Severity | 'unknown' => (status === 'fail' ? severity : 'unknown')

export function questionOf(planned: readonly Planned[]): string {
  const full = planned.filter(({ plan }) => sizeOf(plan) > 0)
  const findings = full.reduce((sum, { plan }) => sum + sizeOf(plan), 0)
  return `Send ${countNoun(findings, 'finding')} to Security Hub in ${whereText(full)}?`
}

/** `eu-west-1 of account 111122223333`, or `3 Regions of 2 accounts`. */
function whereText(targets: readonly Target[]): string {
  const [one] = targets
  const accounts = new Set(targets.map(({ place }) => place.account_id)).size
  const regions = new Set(targets.map(({ place }) => place.region)).size
  const region = regions === 1 ? `${one?.place.region}` : `${regions} Regions`
  return safeText(`${region} of ${accounts === 1 ? `account ${one?.place.account_id}` : `${accounts} accounts`}`)
}

/** Notes about Regions that findings can be sent to. */
export function notesOf(planned: readonly Planned[]): string[] {
  const blind = planned.filter(one => one.held === null && (sizeOf(one.plan) > 0 || hasOfAccount(one)))
  const newer = planned.reduce((sum, { plan }) => sum + plan.newer, 0)
  const wider = planned.filter(({ plan }) => plan.wider.length > 0)
  return [
    ...(blind.length === 0 ? [] : [blindText(blind)]),
    ...(wider.length === 0 ? [] : [widerText(wider)]),
    ...(newer === 0
      ? []
      : [
          `Security Hub has ${countNoun(newer, 'finding')} from a later audit than this report. ${newer === 1 ? 'It was' : 'They were'} not changed.`,
        ]),
  ]
}

const blindText = (blind: readonly Open[]): string =>
  `Could not read the existing findings ${inPlaces(blind)} (${safeText(blind[0]?.why ?? '')}). Passed findings are sent ` +
  `too, so that fixed issues get resolved${blind.some(hasOfAccount) ? ', except findings about whole accounts' : ''}. ` +
  'To send fewer findings, allow securityhub:GetFindings.'

const hasOfAccount = ({ findings }: Target): boolean => findings.some(each => isOfAccount(each) && !isProblem(each))

/** Findings about Regions that an earlier audit included and this one did not. */
function widerText(planned: readonly Planned[]): string {
  const held = planned.flatMap(({ plan }) => plan.wider)
  const missing = [...new Set(held.flat())].toSorted()
  const them = held.length === 1 ? 'It was' : 'They were'
  const next =
    missing.length === 0
      ? ''
      : ` To update ${held.length === 1 ? 'it' : 'them'}, include ${missing.join(', ')} in the audit.`
  return safeText(
    `Security Hub has ${countNoun(held.length, 'finding')} about Regions that this audit did not include. ` +
      `${them} not changed.${next}`,
  )
}

/** What keeps findings from being sent, place by place of the same kind. */
export function troublesOf(shut: readonly Shut[]): string[] {
  const kinds = new Map<string, Shut[]>()
  for (const one of shut) {
    const kind = one.failure === null ? `${one.place.account_id} ${one.partition}` : one.failure.reason
    if (!isHarmless(one)) kinds.set(kind, [...(kinds.get(kind) ?? []), one])
  }
  return [...kinds.values()].map(alike => `${whyShut(alike)}: ${staying(alike)}. ${nextStep(alike)}`.trimEnd())
}

/** Without a problem to send, a Region needs no Security Hub. */
const isHarmless = ({ failure, findings }: Shut): boolean =>
  failure?.reason === 'not_enabled' && !findings.some(isProblem)

function whyShut(alike: readonly Shut[]): string {
  const [one] = alike
  if (one === undefined) return ''
  if (one.failure === null) return safeText(whyNoSession(one, alike))
  if (one.failure.reason === 'not_enabled') return `Security Hub is not enabled ${inPlaces(alike)}`
  return `Security Hub cannot be called ${inPlaces(alike)} (${safeText(one.failure.why.replace(/\.$/, ''))})`
}

const whyNoSession = ({ place, partition }: Shut, alike: readonly Shut[]): string =>
  partition === null
    ? `No credentials for account ${place.account_id}`
    : `The credentials for account ${place.account_id} are for partition ${partition} and do not work in ${alike.map(one => one.place.region).join(', ')}`

function staying(alike: readonly Shut[]): string {
  const problems = alike.reduce((sum, { findings }) => sum + findings.filter(isProblem).length, 0)
  return problems === 0
    ? 'no findings were resolved there'
    : `${countNoun(problems, 'finding')} ${problems === 1 ? 'was' : 'were'} not sent`
}

function nextStep([one]: readonly Shut[]): string {
  if (one === undefined) return ''
  if (one.failure === null)
    return one.partition === null ? 'Add --profile or --role-arn for this account, or --org.' : ''
  return one.failure.reason === 'not_enabled' ? enableText(one.place.region) : ''
}

export const enableText = (region: string): string =>
  safeText(`To enable it, run aws securityhub enable-security-hub --region ${region}.`)

/** `in eu-west-1 of account 111122223333 and 2 more` */
function inPlaces(targets: readonly Target[]): string {
  const [one, ...others] = targets
  const first = one === undefined ? '' : safeText(`${one.place.region} of account ${one.place.account_id}`)
  return `in ${first}${others.length === 0 ? '' : ` and ${others.length} more`}`
}

import { safeText } from '../../lib/text.ts'
import { type Finding, isProblem, SEVERITIES, type Severity } from '../../model/finding.ts'
import type { PlacePlan } from './plan-place.ts'
import { nameOf, type Open, type Planned, type Shut, type Target } from './target.ts'
import { isOfAccount } from './whole-account.ts'

/** `1 finding`, `2 findings` */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

export const sizeOf = ({ active, resolved, over }: PlacePlan): number => active.length + resolved.length + over.length

/** What would be sent where, in a line; null: nothing. */
export function summaryOf(planned: readonly Planned[]): string | null {
  const full = planned.filter(({ plan }) => sizeOf(plan) > 0)
  if (full.length === 0) return null
  const active = full.flatMap(({ plan }) => plan.active)
  const kinds = [...SEVERITIES, 'could not be told'] as const
  const worst = kinds
    .map(kind => [kind, active.filter(({ finding }) => kindOf(finding) === kind).length] as const)
    .flatMap(([kind, count]) => (count === 0 ? [] : `${count} ${kind}`))
    .join(', ')
  const ended = (isBlind: boolean): number =>
    full
      .filter(({ held }) => (held === null) === isBlind)
      .reduce((sum, { plan }) => sum + plan.resolved.length + plan.over.length, 0)
  const [mended, blind] = [ended(false), ended(true)]
  const parts = [
    `${counted(active.length, 'active finding')}${worst === '' ? '' : ` (${worst})`}`,
    ...(mended === 0 ? [] : [`${mended} to resolve`]),
    ...(blind === 0 ? [] : [`${blind} that hold, in case they did not before`]),
  ]
  return `for Security Hub in ${whereText(full)}: ${parts.join(', ')}`
}

/** How bad a thing would be of which nobody knows whether it is so frightens without need. */
const kindOf = ({ status, severity }: Finding): Severity | 'could not be told' =>
  status === 'fail' ? severity : 'could not be told'

export function questionOf(planned: readonly Planned[]): string {
  const full = planned.filter(({ plan }) => sizeOf(plan) > 0)
  const findings = full.reduce((sum, { plan }) => sum + sizeOf(plan), 0)
  return `Send ${counted(findings, 'finding')} to Security Hub in ${counted(full.length, 'place')}?`
}

/** `eu-west-1 of account 111122223333`, or how many of what there is more than one of. */
function whereText(targets: readonly Target[]): string {
  const [one] = targets
  const accounts = new Set(targets.map(({ place }) => place.account_id)).size
  const regions = new Set(targets.map(({ place }) => place.region)).size
  const region = regions === 1 ? `${one?.place.region}` : `${regions} Regions`
  return safeText(`${region} of ${accounts === 1 ? `account ${one?.place.account_id}` : `${accounts} accounts`}`)
}

/** What people should know of places that can be sent to. */
export function notesOf(planned: readonly Planned[]): string[] {
  const blind = planned.filter(one => one.held === null && (sizeOf(one.plan) > 0 || hasOfAccount(one)))
  const newer = planned.reduce((sum, { plan }) => sum + plan.newer, 0)
  const wider = planned.filter(({ plan }) => plan.wider.length > 0)
  return [
    ...(blind.length === 0 ? [] : [blindText(blind)]),
    ...(wider.length === 0 ? [] : [widerText(wider)]),
    ...(newer === 0
      ? []
      : [`Security Hub holds ${counted(newer, 'finding')} of a later audit than this report: left as they are`]),
  ]
}

const blindText = (blind: readonly Open[]): string =>
  `Security Hub may not be asked what it holds ${inPlaces(blind)} (${safeText(blind[0]?.why ?? '')}): what holds is ` +
  `sent too, so that what was mended is resolved${blind.some(hasOfAccount) ? ', but for what is said of whole accounts' : ''}; ` +
  'allow securityhub:GetFindings to save that'

const hasOfAccount = ({ findings }: Target): boolean => findings.some(each => isOfAccount(each) && !isProblem(each))

/** What an audit of fewer Regions than the last cannot tell. */
function widerText(planned: readonly Planned[]): string {
  const held = planned.flatMap(({ plan }) => plan.wider)
  const missing = [...new Set(held.flat())].toSorted()
  const them = held.length === 1 ? 'it is' : 'they are'
  const next = missing.length === 0 ? '' : `; audit ${missing.join(', ')} as well`
  return safeText(
    `Security Hub holds ${counted(held.length, 'finding')} about other Regions of an account than were audited: ` +
      `left as ${them}${next}`,
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

/** Nobody wants Security Hub in a Region where there is nothing to tell. */
const isHarmless = ({ failure, findings }: Shut): boolean =>
  failure?.reason === 'not_enabled' && !findings.some(isProblem)

function whyShut(alike: readonly Shut[]): string {
  const [one] = alike
  if (one === undefined) return ''
  if (one.failure === null) return safeText(whyNoSession(one, alike))
  if (one.failure.reason === 'not_enabled') return `Security Hub is not enabled ${inPlaces(alike)}`
  return `Security Hub cannot be asked ${inPlaces(alike)} (${safeText(one.failure.why.replace(/\.$/, ''))})`
}

const whyNoSession = ({ place, partition }: Shut, alike: readonly Shut[]): string =>
  partition === null
    ? `no credentials are of account ${place.account_id}`
    : `the credentials of account ${place.account_id} are of partition ${partition} and do not lead to ${alike.map(one => one.place.region).join(', ')}`

function staying(alike: readonly Shut[]): string {
  const problems = alike.reduce((sum, { findings }) => sum + findings.filter(isProblem).length, 0)
  return problems === 0
    ? 'nothing is resolved there'
    : `${counted(problems, 'finding')} ${problems === 1 ? 'is' : 'are'} not sent`
}

function nextStep([one]: readonly Shut[]): string {
  if (one === undefined) return ''
  if (one.failure === null) return one.partition === null ? 'Add its --profile or --role-arn, or --org.' : ''
  return one.failure.reason === 'not_enabled' ? enableText(one.place.region) : ''
}

export const enableText = (region: string): string =>
  safeText(`Enable it: aws securityhub enable-security-hub --region ${region}`)

/** `in 111122223333 eu-west-1 and 2 other places` */
function inPlaces(targets: readonly Target[]): string {
  const [one, ...others] = targets
  const first = one === undefined ? '' : safeText(nameOf(one.place))
  return `in ${first}${others.length === 0 ? '' : ` and ${counted(others.length, 'other place')}`}`
}

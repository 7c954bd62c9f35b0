import type { Failure } from '../../../aws/answers/answer.ts'
import { groupBy } from '../../../lib/group-by.ts'
import { countNoun } from '../../../lib/text/numbers.ts'
import { safeText } from '../../../lib/text/safe-text.ts'
import { isProblem } from '../../../model/finding.ts'
import type { Destination, UnsendableState } from '../destination.ts'
import { enableText, inPlacesText } from './places.ts'

type Unsendable = Destination<UnsendableState>

/** Returns why findings cannot be sent, one line for all places with the same cause. */
export const errorsOf = (destinations: readonly Unsendable[]): string[] =>
  groupBy(
    destinations.filter(each => !needsNothing(each)),
    causeOf,
  ).map(alike => `${causeText(alike)}: ${effectText(alike)}. ${nextStepText(alike)}`.trimEnd())

/** A Region without a problem needs no Security Hub. */
const needsNothing = ({ state, findings }: Unsendable): boolean =>
  state.kind === 'failed' && state.failure.reason === 'not_enabled' && !findings.some(isProblem)

const causeOf = ({ state, place }: Unsendable): string =>
  state.kind === 'failed' ? state.failure.reason : `${place.account_id} ${state.partition}`

function causeText(alike: readonly Unsendable[]): string {
  const [one] = alike
  if (one === undefined) return ''
  if (one.state.kind === 'failed') return failureText(one.state.failure, alike)
  const account = `account ${one.place.account_id}`
  if (one.state.partition === null) return safeText(`No credentials for ${account}`)
  const regions = alike.map(({ place }) => place.region).join(', ')
  return safeText(
    `The credentials for ${account} are for partition ${one.state.partition} and do not work in ${regions}`,
  )
}

const failureText = ({ reason, why }: Failure, alike: readonly Unsendable[]): string =>
  reason === 'not_enabled'
    ? `Security Hub is not enabled ${inPlacesText(alike)}`
    : `Security Hub cannot be called ${inPlacesText(alike)} (${safeText(why.replace(/\.$/, ''))})`

function effectText(alike: readonly Unsendable[]): string {
  const problems = alike.reduce((sum, { findings }) => sum + findings.filter(isProblem).length, 0)
  return problems === 0
    ? 'no findings were resolved there'
    : `${countNoun(problems, 'finding')} ${problems === 1 ? 'was' : 'were'} not sent`
}

function nextStepText([one]: readonly Unsendable[]): string {
  if (one?.state.kind === 'failed')
    return one.state.failure.reason === 'not_enabled' ? enableText(one.place.region) : ''
  return one?.state.partition === null ? 'Add --profile or --role-arn for this account, or --org.' : ''
}

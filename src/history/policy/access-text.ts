import { listText } from '../../lib/text/lists.ts'
import { actionNames } from '../../policy/statements/actions.ts'
import type { AccessChange } from '../../model/history/report-diff.ts'

/**
 * Returns the changes in words: `+ arn:…: kms:Decrypt if …` for what was gained, `-` for what was lost. What a wider
 * access includes is left out.
 */
export const accessText = (changes: readonly AccessChange[]): string =>
  changes
    .filter(({ change }) => change !== 'widened')
    .map(one => `${LEADS[one.change]}${one.principal}: ${actionsText(one.actions)}${conditionsText(one.conditions)}`)
    .join('; ')

const LEADS: Readonly<Record<AccessChange['change'], string>> = {
  gained: '+ ',
  lost: '- ',
  narrowed: 'keeps: ',
  widened: 'included: ',
  denied: '+ Deny ',
  no_longer_denied: '- Deny ',
}

function actionsText(actions: readonly string[]): string {
  const known = new Set(actions)
  if (known.has('kms:*') && ALLOWABLE.every(name => known.has(name))) return 'kms:*'
  return listText(actions)
}

/** A policy cannot allow to retire a grant, so `kms:*` of an Allow does not include it. */
const ALLOWABLE = actionNames().filter(name => name !== 'kms:RetireGrant')

const conditionsText = (conditions: readonly string[]): string =>
  conditions.length === 0 ? '' : ` if ${conditions.join(' and ')}`

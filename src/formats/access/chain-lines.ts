import { safeText } from '../../lib/text/safe-text.ts'
import type { AccessLink, AccessRecord } from '../../model/assessments/access.ts'
import type { View } from '../format.ts'
import { labelledLines } from '../table/labelled-lines.ts'
import { drawProse } from '../watch/draw-prose.ts'
import { LINK_TITLES, principalName, targetName } from './names.ts'

/** One answer: the verdict, why, every link of the chain, and what was not looked at. */
export function* chainLines(record: AccessRecord, view: View): Generator<string> {
  const { answer, reason, region, actions, links, not_evaluated: rest, tried } = record
  const what = `${principalName(record)}: ${VERDICTS[answer]} ${actions.join(' and ')} with ${targetName(record)} in ${region}`
  yield* drawProse(what, view)
  yield `${labelledLines('Because', safeText(reason), view)}\n`
  if (tried !== null)
    yield `${labelledLines('Tried', safeText(`${tried.action}: ${tried.answer}. ${tried.message}`), view)}\n`
  yield '\n'
  let action: string | null = null
  for (const link of links) {
    if (link.action !== null && link.action !== action) yield* drawProse(`${link.action}:`, view)
    action = link.action ?? action
    yield* linkLine(link, view)
  }
  yield '\n'
  for (const [at, { name, reason: why }] of rest.entries())
    yield `${labelledLines(at === 0 ? 'Not read' : '', safeText(`${name}: ${why}`), view)}\n`
}

const VERDICTS = { allowed: 'allowed', denied: 'denied', unknown: 'not known whether allowed' } as const

function* linkLine({ link, decision, reason }: AccessLink, view: View): Generator<string> {
  yield* drawProse(`${LINK_TITLES[link]}: ${reason}`, view, '', `  ${WORDS[decision].padEnd(DECISION_WIDTH)}`)
}

const WORDS: Readonly<Record<AccessLink['decision'], string>> = {
  allowed: 'allows',
  denied: 'denies',
  not_allowed: 'no allow',
  not_applicable: '-',
  unknown: 'unknown',
}
const DECISION_WIDTH = 'no allow  '.length

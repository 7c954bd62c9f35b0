import type { Style } from '../../../lib/text/paint.ts'
import { paint } from '../../../lib/text/paint.ts'
import { safeText } from '../../../lib/text/safe-text.ts'
import { displayWidth } from '../../../lib/text/width.ts'
import { wrapWhole } from '../../../lib/text/wrap-columns.ts'
import type { View } from '../../format.ts'
import type { SubjectText } from './subject-text.ts'

/** The terminal on which findings are shown. */
export interface FindingsPage {
  view: View
  /** Terminal columns of a line. */
  room: number
  texts: SubjectText
}

export const INDENT = '  '

/** Lines of the text, each indented by so many steps; those after the first by `rest`. */
export function wrapIndented(text: string, { room }: FindingsPage, steps: number, rest = steps): string[] {
  const [first, others] = [steps, rest].map(count => INDENT.repeat(room < NARROW ? 0 : count)) as [string, string]
  return wrapWhole(text, room - first.length, room - others.length).map(
    (line, index) => `${index === 0 ? first : others}${line}\n`,
  )
}

/** On a terminal as narrow as this, indents would leave no room. */
const NARROW = 20

/** What is said above a group of findings. */
interface Heading {
  /** `CRITICAL` */
  level: string
  style: Style
  /** Empty: there is no single one. */
  check: string
  text: string
}

/** The level, the check and the text; side by side where there is room. */
export function* headingLines({ level, style, check, text }: Heading, { view, room }: FindingsPage): Generator<string> {
  const name = safeText(check)
  const start = LEVEL_WIDTH + (name === '' ? 0 : displayWidth(name) + INDENT.length)
  const isBeside = room - start >= LEAST_BESIDE
  const indent = ' '.repeat(isBeside ? start : LEVEL_WIDTH)
  const [first = '', ...rest] = wrapWhole(text, room - indent.length)
  const marked = (view.color ? paint(level, style) : level) + ' '.repeat(Math.max(0, LEVEL_WIDTH - level.length))
  const bold = (line: string): string => (view.color ? paint(line, 'bold') : line)
  if (isBeside) yield `${marked}${name === '' ? '' : bold(name) + INDENT}${first}\n`
  else
    yield `${marked}${wrapWhole(name, room - LEVEL_WIDTH)
      .map(bold)
      .join(`\n${indent}`)}\n${indent}${first}\n`
  for (const line of rest) yield `${indent}${line}\n`
}

const LEVEL_WIDTH = 'CRITICAL  '.length
const LEAST_BESIDE = 30

import type { Style } from '../../../lib/text/paint.ts'
import { paint } from '../../../lib/text/paint.ts'
import { safeText } from '../../../lib/text/safe-text.ts'
import { displayWidth } from '../../../lib/text/width.ts'
import { wrapWhole } from '../../../lib/text/wrap-columns.ts'
import type { View } from '../../format.ts'
import type { SubjectText } from './subject-text.ts'

/** The terminal that findings are written to. */
export interface FindingsPage {
  view: View
  /** The most terminal columns that a line may have. */
  room: number
  texts: SubjectText
}

export const INDENT = '  '

/** Breaks the text into lines. The first is indented by `steps`, the others by `rest`. */
export function wrapIndented(text: string, { room }: FindingsPage, steps: number, rest = steps): string[] {
  const [first, others] = [steps, rest].map(count => INDENT.repeat(room < NARROW ? 0 : count)) as [string, string]
  return wrapWhole(text, room - first.length, room - others.length).map(
    (line, index) => `${index === 0 ? first : others}${line}\n`,
  )
}

/** A terminal narrower than this has no room for indents. */
const NARROW = 20

/** The heading of a group of findings. */
interface Heading {
  /** The severity in capitals: `CRITICAL`. */
  level: string
  style: Style
  /** Empty if the group has several checks. */
  check: string
  text: string
}

/** Writes the level, the check and the text, side by side if the terminal is wide enough. */
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

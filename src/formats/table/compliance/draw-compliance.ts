import { CONTROL_WORDS } from '../../report-text/control-words.ts'
import { pad } from '../../../lib/text/cut.ts'
import { countNoun, countText } from '../../../lib/text/numbers.ts'
import { paint, type Style } from '../../../lib/text/paint.ts'
import { safeText } from '../../../lib/text/safe-text.ts'
import { displayWidth } from '../../../lib/text/width.ts'
import { wrapWhole } from '../../../lib/text/wrap-columns.ts'
import {
  CONTROL_STATUSES,
  type ControlRecord,
  type ControlStatus,
  type FrameworkRecord,
} from '../../../model/report/compliance.ts'
import type { Report } from '../../../model/report/report.ts'
import type { View } from '../../format.ts'
import { labelledLines } from '../labelled-lines.ts'
import { usableWidth } from '../terminal.ts'

/**
 * Draws the controls of each framework, in the order of the framework. In a pipe each control is one line that also
 * names the framework, so that `grep` finds it. Draws nothing without `--compliance`.
 */
export function* drawCompliance({ compliance = [] }: Report, view: View): Generator<string> {
  const widths = columnWidths(compliance)
  for (const framework of compliance) {
    yield `\n${labelledLines('Compliance', headingText(framework), view)}\n`
    for (const control of framework.controls)
      yield* view.terminal ? terminalLines(control, widths, view) : pipedLine(framework, control, widths)
  }
}

/** Returns `CIS AWS Foundations 7.0.0, 4 controls about KMS: 1 failed, 1 passed, 2 not covered`. */
function headingText({ name, controls }: FrameworkRecord): string {
  const parts = CONTROL_STATUSES.flatMap(status => {
    const count = controls.filter(control => control.status === status).length
    return count === 0 ? [] : [`${countText(count)} ${CONTROL_WORDS[status]}`]
  })
  const total = countNoun(controls.length, 'control')
  return `${safeText(name)}, ${total} about KMS: ${parts.join(', ')}`
}

interface Widths {
  status: number
  framework: number
  control: number
  checks: number
}

function columnWidths(compliance: readonly FrameworkRecord[]): Widths {
  const controls = compliance.flatMap(framework => framework.controls)
  return {
    status: widest(controls.map(statusText)),
    framework: widest(compliance.map(({ framework }) => safeText(framework))),
    control: widest(controls.map(({ id }) => safeText(id))),
    checks: widest(controls.map(checksText)),
  }
}

const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(displayWidth))

function* pipedLine({ framework }: FrameworkRecord, control: ControlRecord, widths: Widths): Generator<string> {
  const cells = [
    pad(statusText(control), widths.status),
    pad(safeText(framework), widths.framework),
    pad(safeText(control.id), widths.control),
    pad(checksText(control), widths.checks),
    controlText(control),
  ]
  yield `${cells.join(GAP)}\n`
}

/** Writes the status and the id beside the text, or above it if the terminal is too narrow. */
function* terminalLines(control: ControlRecord, widths: Widths, view: View): Generator<string> {
  const room = usableWidth(view)
  const status = statusText(control)
  const painted = (line: string): string => {
    const style = view.color ? STYLES[control.status] : null
    return style !== null && line.startsWith(status) ? paint(status, style) + line.slice(status.length) : line
  }
  const head = `${pad(status, widths.status)}${GAP}${pad(safeText(control.id), widths.control)}${GAP}`
  const start = displayWidth(head)
  const isBeside = room - start >= LEAST_BESIDE
  const checks = checksText(control)
  const text = `${controlText(control)}${checks === '' ? '' : ` (${checks})`}`
  const indent = isBeside ? ' '.repeat(start) : GAP
  const lines = wrapWhole(text, Math.max(1, room - indent.length))
  if (isBeside) yield `${painted(head)}${lines.shift() ?? ''}\n`
  else for (const line of wrapWhole(`${status}${GAP}${safeText(control.id)}`, room)) yield `${painted(line)}\n`
  for (const line of lines) yield `${indent}${line}\n`
}

const GAP = '  '
const LEAST_BESIDE = 30

const STYLES: Readonly<Record<ControlStatus, Style | null>> = {
  fail: 'red',
  unknown: 'yellow',
  muted: 'dim',
  pass: null,
  not_applicable: 'dim',
  not_covered: 'dim',
}

/** `NOT COVERED` */
const statusText = ({ status }: ControlRecord): string => status.toUpperCase().replaceAll('_', ' ')

const controlText = ({ title, detail }: ControlRecord): string => `${safeText(title)}: ${safeText(detail)}`

const checksText = ({ checks }: ControlRecord): string => safeText(checks.join(', '))

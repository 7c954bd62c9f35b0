import { paint, type Style } from '../../lib/paint.ts'
import { safeText } from '../../lib/text.ts'
import { pad, displayWidth } from '../../lib/width.ts'
import type { Finding, Severity } from '../../model/finding.ts'
import type { Report } from '../../model/report.ts'
import type { View } from '../format.ts'

/** What fails and what could not be told, worst first, a line each. Nothing where no check was asked for. */
export function* drawFindings({ findings }: Report, view: View): Generator<string> {
  if (findings === undefined) return
  const shown = grouped(findings.filter(({ status }) => status === 'fail' || status === 'unknown'))
  yield `\n${heading(findings)}\n`
  const rows = shown.map(cellsOf)
  const widths = [0, 1, 2].map(column => rows.reduce((most, row) => Math.max(most, displayWidth(row[column] ?? '')), 0))
  for (const [index, row] of rows.entries()) {
    const [level = '', ...rest] = row.map((cell, column) => pad(cell, widths[column] ?? 0, 'left'))
    const style = STYLES[shown[index]?.severity ?? 'info']
    yield `${[view.color ? paint(level, style) : level, ...rest].join('  ').trimEnd()}\n`
  }
}

/** What could not be told of a key for one reason is one line, however many checks it concerns. */
function grouped(findings: readonly Finding[]): Finding[] {
  const groups = new Map<string, Finding[]>()
  for (const [number, finding] of findings.entries()) {
    const { status, account_id, region, key_id, detail } = finding
    const name = status === 'unknown' ? [account_id, region, key_id, detail].join(' ') : String(number)
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [finding])
    else group.push(finding)
  }
  return [...groups.values()].flatMap(([first, ...more]) => {
    if (first === undefined) return []
    return more.length === 0 ? first : { ...first, check: `${more.length + 1} checks` }
  })
}

const STYLES: Readonly<Record<Severity, Style>> = {
  critical: 'red',
  high: 'red',
  medium: 'yellow',
  low: 'dim',
  info: 'dim',
}

/** `Findings    3 critical, 1 high; 2 could not be told; 1 muted; 214 passed` */
function heading(findings: readonly Finding[]): string {
  const failed = findings.filter(({ status }) => status === 'fail')
  const bySeverity = (Object.keys(STYLES) as Severity[]).flatMap(severity => {
    const count = failed.filter(finding => finding.severity === severity).length
    return count === 0 ? [] : `${count} ${severity}`
  })
  const rest = WORDS.flatMap(([status, word]) => {
    const count = findings.filter(finding => finding.status === status).length
    return count === 0 ? [] : `${count} ${word}`
  })
  const news = findings.filter(({ is_new: isNew }) => isNew === true).length
  const fresh = findings.some(({ is_new: isNew }) => isNew !== undefined) ? [`${news} new since the baseline`] : []
  const parts = [bySeverity.length === 0 ? 'none failed' : bySeverity.join(', '), ...fresh, ...rest]
  return `Findings    ${parts.join('; ')}`
}

const WORDS = [
  ['unknown', 'could not be told'],
  ['muted', 'muted'],
  ['pass', 'passed'],
] as const

function cellsOf(finding: Finding): string[] {
  const { status, severity, check, account_id, region, key_id, detail, is_new: isNew } = finding
  const level = status === 'unknown' ? 'UNKNOWN' : severity.toUpperCase()
  const where = key_id === null ? account_id : `${key_id} ${region ?? ''}`
  return [level, check, where, `${isNew === true ? 'NEW: ' : ''}${safeText(detail)}`]
}

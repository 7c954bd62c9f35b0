import { type Need, titleOfNeed } from '../../facts/needs.ts'
import { type Definition, definitionList } from '../../lib/text/definition-list.ts'
import { paint } from '../../lib/text/paint.ts'
import { wrapColumns } from '../../lib/text/wrap-columns.ts'
import type { AssessmentKind } from '../../model/assessments/assessment.ts'
import { SEVERITIES, type Severity } from '../../model/finding.ts'

/** What `kms-audit checks` shows about one check. `-o json` prints this object. */
export interface CheckRow {
  id: string
  /** The command that runs it. */
  command: 'audit' | AssessmentKind
  severity: Severity
  needs: readonly string[]
  title: string
  why: string
  /** URL of the AWS documentation about it. */
  docs: string
  controls: readonly { framework: string; id: string }[]
}

/** For a pipe: a block of whole lines for each check. The first line has the id, so that `grep -A` finds the block. */
export const pipedChecks = (rows: readonly CheckRow[]): string => rows.map(block).join('')

function block(row: CheckRow): string {
  const head = `${row.id} (${[row.severity, ...readsText(row)].join(', ')})`
  return [head, ...textsOf(row).map(text => `    ${text}`)].map(line => `${line}\n`).join('')
}

/** For a terminal: the checks of each severity below a heading, wrapped to the width. */
export function shownChecks(rows: readonly CheckRow[], { width, color }: { width: number; color: boolean }): string {
  const bold = (text: string): string => (color ? paint(text, 'bold') : text)
  const room = Math.min(width > 0 ? width : 80, WIDEST) - 1
  const indented = (text: string, indent: string): string[] =>
    wrapColumns(text, Math.max(NARROWEST, room - indent.length)).map(line => indent + line)
  const lines = SEVERITIES.flatMap(severity => {
    const ofSeverity = rows.filter(row => row.severity === severity)
    const blocks = ofSeverity.flatMap(row => [
      '',
      `  ${bold(row.id)}`,
      ...[...textsOf(row), ...readsText(row).map(sentence)].flatMap(text => indented(text, '    ')),
    ])
    return ofSeverity.length === 0 ? [] : ['', bold(severity.toUpperCase()), ...blocks]
  })
  const audited = rows.filter(({ command }) => command === 'audit').length
  const others = audited === rows.length ? '' : ` The others run with their command.`
  const all = others === '' ? 'all of them' : `the ${audited} of an audit`
  const intro = `${rows.length} checks. Run ${all} with --checks, or some with --check ID,ID.${others}`
  return [...indented(intro, ''), ...lines].map(line => `${line}\n`).join('')
}

/** Columns. Longer lines are hard to read. */
const WIDEST = 100
const NARROWEST = 20

const textsOf = ({ title, why, controls }: CheckRow): string[] => [
  `${title}.`,
  why,
  ...(controls.length === 0 ? [] : [`Controls: ${controls.map(one => `${one.framework} ${one.id}`).join(', ')}.`]),
]

const readText = (needs: readonly string[]): string => (needs as readonly Need[]).map(titleOfNeed).join(', ')

const readsText = ({ needs, command }: CheckRow): string[] =>
  command !== 'audit' ? [`runs with kms-audit ${command}`] : needs.length === 0 ? [] : [`reads ${readText(needs)}`]

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`

/** Shows one check in full: wrapped to the width of a terminal, in whole lines for a pipe. */
export function shownCheck(
  row: CheckRow,
  { terminal, width, color }: { terminal: boolean; width: number; color: boolean },
): string {
  const room = terminal ? Math.min(width > 0 ? width : 80, WIDEST) - 1 : Infinity
  const { id, command, severity, needs, title, why, docs, controls } = row
  const facts: Definition[] = [
    ['Severity', severity],
    ...(needs.length === 0 ? [] : [['Reads', readText(needs)] as const]),
    ...controls.map(({ framework, id: control }, at): Definition => [
      at === 0 ? 'Controls' : '',
      `${framework} ${control}`,
    ]),
    ['AWS docs', docs],
    ['Run it', `kms-audit ${command === 'audit' ? '' : `${command} `}--check ${id}`],
  ]
  return [
    `${color ? paint(id, 'bold') : id}\n`,
    ...[`${title}.`, why].map(text => `${wrapped(text, room)}\n`),
    definitionList(facts, room + 1),
  ].join('\n')
}

const wrapped = (text: string, room: number): string => (room === Infinity ? text : wrapColumns(text, room).join('\n'))

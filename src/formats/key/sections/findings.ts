import { groupBy } from '../../../lib/group-by.ts'
import { SEVERITIES, type Finding } from '../../../model/finding.ts'
import { countNoun } from '../../../lib/text/numbers.ts'
import { adviceLines, templateLines } from '../../finding/finding-text.ts'
import { commandLines } from '../../table/findings/command-lines.ts'
import { notInReport } from '../missing.ts'
import { type Block, type Section, type SheetInput, text } from '../sheet.ts'

/** What is wrong with the key, the worst first, each with its remedy. */
export function findingsSection({ key, report }: SheetInput): Section {
  const { findings } = report
  if (findings === undefined) return { title: 'Findings', blocks: [notInReport('findings')] }
  const own = findings.filter(each => each.key_id === key.key_id && each.region === key.region)
  const failed = own.filter(({ status }) => status === 'fail').toSorted((a, b) => rank(a) - rank(b))
  const undecided = own.filter(({ status }) => status === 'unknown')
  const problems = failed.length + undecided.length
  const passed = own.filter(({ status }) => status === 'pass').length
  const muted = own.filter(({ status }) => status === 'muted').length
  const rest = [
    ...(passed > 0 ? [`${countNoun(passed, 'check')} passed`] : []),
    ...(muted > 0 ? [`${countNoun(muted, 'finding')} muted`] : []),
  ].join(', ')
  return {
    title: problems === 0 ? 'Findings' : `Findings (${problems})`,
    blocks: [
      ...failed.flatMap(findingBlocks),
      ...unknownTexts(undecided).map(text),
      text(`${problems === 0 ? 'None' : 'Other checks'}: ${rest === '' ? 'no check applied' : rest}.`),
    ],
  }
}

const rank = ({ severity }: Finding): number => SEVERITIES.indexOf(severity)

function findingBlocks(finding: Finding): Block[] {
  const { severity, check, detail, title, remedy } = finding
  const advice = adviceLines(finding)
  const statements = advice.filter(line => line.startsWith('{'))
  const commands = remedy === '' ? [] : commandLines(remedy)
  const [warning, ...template] = templateLines(finding)
  return [
    text(`${severity.toUpperCase()} ${check}: ${detail === '' ? title : detail}`),
    ...advice.filter(line => !line.startsWith('{')).map(text),
    ...[statements, commands].filter(lines => lines.length > 0).map(lines => ({ kind: 'commands', lines }) as const),
    ...(warning === undefined ? [] : [text(warning), { kind: 'commands', lines: template } as const]),
  ]
}

/** A key that could not be described leaves many checks open, all for one reason. */
function unknownTexts(undecided: readonly Finding[]): string[] {
  return groupBy(undecided, ({ detail }) => detail).map(alike => {
    const names = alike.map(({ check }) => check)
    return `UNKNOWN ${names.length > 3 ? `${names.length} checks` : names.join(', ')}: ${alike[0]?.detail ?? ''}`
  })
}

import type { Check, Control } from '../../src/checks/check.ts'
import { describedChecks } from '../../src/checks/assessments.ts'
import type { AssessmentKind } from '../../src/model/assessments/assessment.ts'
import { checks } from '../../src/checks/index.ts'
import { load } from '../../src/lib/registry.ts'
import { type Need, operationsForNeed, titleOfNeed } from '../../src/facts/needs.ts'
import { tableOf } from './markdown.ts'

const loaded = (): Promise<Check[]> => Promise.all(Object.keys(checks).map(id => load<Check>(checks, id)))

/** The table of all checks; each leads to its section. */
export async function checksMarkdown(): Promise<string> {
  const rows = (await loaded()).map(({ id, severity, title }) => [`[\`${id}\`](#${id})`, severity, title])
  return tableOf(['Check', 'Severity', 'Expectation'], rows)
}

/** The table of the checks of a command that assesses resources. */
export async function assessmentChecksMarkdown(kind: AssessmentKind): Promise<string> {
  const rows = (await describedChecks(kind)).map(({ id, severity, title, docs, controls = [] }) => [
    `\`${id}\``,
    severity,
    `${title}. [AWS documentation](${docs})`,
    controlsText(controls),
  ])
  return tableOf(['Check', 'Severity', 'Expectation', 'Controls'], rows)
}

/** A section for each check: why it matters, what it reads, and the controls that are mapped to it. */
export async function checkDetailsMarkdown(): Promise<string> {
  const all = await loaded()
  return all.map(sectionOf).join('\n')
}

function sectionOf({ id, title, severity, why, docs, needs, controls = [] }: Check): string {
  const mapped = controls.length === 0 ? [] : [`- Controls: ${controlsText(controls)}`]
  const page = `- AWS documentation: [${docs.replace(/^.*\//, '')}](${docs})`
  const facts = [`- Severity: ${severity}`, `- Reads: ${needs.map(readsText).join('; ')}`, ...mapped, page]
  return `### \`${id}\`\n\n**${title}.** ${why}\n\n${facts.join('\n')}\n`
}

/** In words; the calls beyond those of every audit are named. */
function readsText(need: Need): string {
  const calls = operationsForNeed(need).map(call => `\`${call}\``)
  const title = titleOfNeed(need)
  return calls.length === 0 ? title : `${title} (${calls.join(', ')})`
}

/** `CIS AWS Foundations 1.4.0: 3.8`; several controls of one framework together. */
function controlsText(controls: readonly Control[]): string {
  const ids = new Map<string, string[]>()
  for (const { framework, id } of controls) ids.set(framework, [...(ids.get(framework) ?? []), id])
  return [...ids].map(([framework, of]) => `${framework}: ${of.join(', ')}`).join('; ')
}

import { codeBlock, proseWithCode } from '../../lib/text/markdown.ts'
import type { Finding, TemplateRemedy } from '../../model/finding.ts'
import { adviceLines } from '../finding/finding-text.ts'
import { commandLines } from '../table/findings/command-lines.ts'

/** Returns the advice, the commands, and the change in the template of a finding. Empty if there is nothing to do. */
export function remedyMarkdown(finding: Finding): string {
  const advice = adviceLines(finding).map(line =>
    line.startsWith('{') ? codeBlock('json', [line]) : `${proseWithCode(line)}\n`,
  )
  const commands = finding.remedy === '' ? [] : [codeBlock('sh', commandLines(finding.remedy))]
  const template = finding.remedy_template === undefined ? [] : [templateMarkdown(finding.remedy_template)]
  return [...advice, ...commands, ...template].map(part => `${part}\n`).join('')
}

const templateMarkdown = ({ tool, text, warning }: TemplateRemedy): string =>
  `${proseWithCode(warning)}\n\n${codeBlock(tool === 'terraform' ? 'hcl' : 'yaml', text.split('\n'))}`

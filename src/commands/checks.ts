import { checks } from '../checks/index.ts'
import { EXIT } from '../lib/exit.ts'
import { writeOutputFile } from '../lib/output-file.ts'
import { wrap } from '../lib/wrap.ts'
import type { Command } from './command.ts'
import { loadChecks } from './judged.ts'

/** Every check with its severity, what it reads and why it matters; `-o json` for scripts. */
const command: Command = {
  async run({ show }, { io }) {
    const all = await loadChecks(Object.keys(checks))
    const rows = all.map(({ id, severity, needs, title, why, controls = [] }) => ({
      id,
      severity,
      needs,
      title,
      why,
      controls,
    }))
    const text =
      show.output === 'json'
        ? `${JSON.stringify(rows, null, 2)}\n`
        : rows.map(row => paragraph(row, show.outputFile === null && io.stdout.isTTY)).join('')
    if (show.outputFile === null) await io.stdout.write(text)
    else await writeOutputFile(show.outputFile, [text])
    return EXIT.ok
  },
}

export default command

interface Row {
  id: string
  severity: string
  needs: readonly string[]
  title: string
  why: string
  controls: readonly { framework: string; id: string }[]
}

/** Like the help on a terminal; whole lines elsewhere, for `grep`. */
function paragraph({ id, severity, needs, title, why, controls }: Row, isWrapped: boolean): string {
  const mapped = controls.map(each => `${each.framework} ${each.id}`).join(', ')
  const reads = needs.length === 0 ? '' : `, reads ${needs.join(', ')}`
  const texts = [`${title}. ${why}`, ...(mapped === '' ? [] : [mapped])]
  const lines = isWrapped ? texts.flatMap(text => wrap(text, WIDTH - INDENT.length)) : texts
  return [`${id} (${severity}${reads})`, ...lines.map(line => `${INDENT}${line}`)].map(line => `${line}\n`).join('')
}

const WIDTH = 80
const INDENT = '    '

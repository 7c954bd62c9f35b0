import { checks } from '../checks/index.ts'
import { EXIT } from '../lib/exit.ts'
import { writeOutputFile } from '../lib/output-file.ts'
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
    const text = show.output === 'json' ? `${JSON.stringify(rows, null, 2)}\n` : rows.map(paragraph).join('')
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

function paragraph({ id, severity, needs, title, why, controls }: Row): string {
  const mapped = controls.length === 0 ? '' : `\n    ${controls.map(each => `${each.framework} ${each.id}`).join(', ')}`
  const reads = needs.length === 0 ? '' : `, reads ${needs.join(', ')}`
  return `${id} (${severity}${reads})\n    ${title}. ${why}${mapped}\n`
}

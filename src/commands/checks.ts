import { checks } from '../checks/index.ts'
import { EXIT } from '../lib/exit.ts'
import { writeOutputFile } from '../lib/output-file.ts'
import { pipedChecks, shownChecks } from './checks-text.ts'
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
    const isShown = show.outputFile === null && io.stdout.isTTY
    const text =
      show.output === 'json'
        ? `${JSON.stringify(rows, null, 2)}\n`
        : isShown
          ? shownChecks(rows, { width: io.stdout.columns, color: show.color })
          : pipedChecks(rows)
    if (show.outputFile === null) await io.stdout.write(text)
    else await writeOutputFile(show.outputFile, [text])
    return EXIT.ok
  },
}

export default command

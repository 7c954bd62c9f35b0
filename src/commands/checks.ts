import { checks } from '../checks/index.ts'
import { EXIT } from '../lib/process/exit.ts'
import type { Output } from '../model/options.ts'
import { pipedChecks, shownChecks } from './checks-text.ts'
import type { Command } from './shared/command.ts'
import { loadChecks } from '../findings/load-checks.ts'
import { checkOutputs, surfaceOf, writeOutputs } from './shared/outputs.ts'

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
    const render = (output: Output): string[] => {
      if (output.format === 'json') return [`${JSON.stringify(rows, null, 2)}\n`]
      const surface = surfaceOf(output, show, io)
      return [surface.terminal ? shownChecks(rows, surface) : pipedChecks(rows)]
    }
    await checkOutputs(show.outputs)
    await writeOutputs(show.outputs, render, io)
    return EXIT.ok
  },
}

export default command

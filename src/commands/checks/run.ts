import { checks } from '../../checks/index.ts'
import { loadChecks } from '../../findings/load-checks.ts'
import { EXIT, type ExitCode } from '../../lib/process/exit.ts'
import type { Output, ShowOptions } from '../../model/options/options.ts'
import type { Host } from '../shared/host.ts'
import { checkOutputs, surfaceOf, writeOutputs } from '../shared/outputs.ts'
import { type CheckRow, pipedChecks, shownCheck, shownChecks } from './list-text.ts'

export interface ChecksRequest extends Pick<ShowOptions, 'outputs' | 'color'> {
  /** The id of the check to show. Null: all checks. */
  id: string | null
}

/** Prints all checks, or one in full. `-o json` is for scripts. */
export async function runChecks({ id, outputs, color }: ChecksRequest, { io }: Host): Promise<ExitCode> {
  const rows = await readRows(id === null ? Object.keys(checks) : [id])
  const [only] = rows
  const render = (output: Output): string[] => {
    if (output.format === 'json') return [`${JSON.stringify(id === null ? rows : only, null, 2)}\n`]
    const surface = surfaceOf(output, { color }, io)
    if (id !== null && only !== undefined) return [shownCheck(only, surface)]
    return [surface.terminal ? shownChecks(rows, surface) : pipedChecks(rows)]
  }
  await checkOutputs(outputs)
  await writeOutputs(outputs, render, io)
  return EXIT.ok
}

async function readRows(ids: readonly string[]): Promise<CheckRow[]> {
  const loaded = await loadChecks(ids)
  return loaded.map(({ id, severity, needs, title, why, docs, controls = [] }) => ({
    id,
    severity,
    needs,
    title,
    why,
    docs,
    controls,
  }))
}

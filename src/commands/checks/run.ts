import { describedChecks } from '../../checks/assessments.ts'
import type { CheckBase } from '../../checks/check.ts'
import { checks } from '../../checks/index.ts'
import { loadChecks } from '../../findings/load-checks.ts'
import { EXIT, type ExitCode } from '../../lib/process/exit.ts'
import { ASSESSMENT_KINDS } from '../../model/assessments/assessment.ts'
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
  const rows = (await readRows()).filter(row => id === null || row.id === id)
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

/** The checks of an audit come first. */
async function readRows(): Promise<CheckRow[]> {
  const audited = await loadChecks(Object.keys(checks))
  const assessed = await Promise.all(
    ASSESSMENT_KINDS.map(async kind => (await describedChecks(kind)).map(check => toRow(check, kind, []))),
  )
  return [...audited.map(check => toRow(check, 'audit', check.needs)), ...assessed.flat()]
}

const toRow = (
  { id, severity, title, why, docs, controls = [] }: CheckBase,
  command: CheckRow['command'],
  needs: readonly string[],
): CheckRow => ({ id, command, severity, needs, title, why, docs, controls })

import { diffFormats } from '../../formats/diff/index.ts'
import type { Format } from '../../formats/format.ts'
import { diffReports } from '../../history/diff-reports.ts'
import { evaluateDiffGates } from '../../history/gate-diff.ts'
import type { ExitCode } from '../../lib/process/exit.ts'
import { showsUnicode } from '../../lib/process/terminal.ts'
import { load } from '../../lib/registry.ts'
import type { Output } from '../../model/options/options.ts'
import type { ReportDiff } from '../../model/history/report-diff.ts'
import type { Host } from '../shared/host.ts'
import { checkOutputs, surfaceOf, writeOutputs } from '../shared/outputs.ts'
import { speaker } from '../shared/speaker.ts'
import { readPair } from './read-pair.ts'
import type { DiffRequest } from './request.ts'

/** Compares two reports and shows the differences. */
export async function runDiff(request: DiffRequest, host: Host): Promise<ExitCode> {
  await checkOutputs(request.outputs)
  const say = speaker({ show: request, debug: request.debug }, host.io)
  const { old, new: now, names, notes } = await readPair(request, host)
  const diff = diffReports(old, now, names)
  for (const note of [...notes, ...orderNotes(diff)]) say.note(note)
  const { io } = host
  const render = async (output: Output): Promise<Iterable<string>> => {
    const format = await load<Format<ReportDiff>>(diffFormats, output.format)
    return format.render(diff, { ...surfaceOf(output, request, io), unicode: showsUnicode(io.env) })
  }
  await writeOutputs(request.outputs, render, io)
  const { exit, notes: reasons, error } = evaluateDiffGates(diff, request)
  for (const reason of reasons) say.note(reason)
  if (error !== null) say.complain(error)
  return exit
}

function orderNotes({ is_reversed, old, new: now }: ReportDiff): string[] {
  if (!is_reversed) return []
  return [
    `${old.name} (${old.generated_at}) is newer than ${now.name} (${now.generated_at}), so every change reads ` +
      'backwards. Name the older report first.',
  ]
}

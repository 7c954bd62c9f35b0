import { keyFormats } from '../../formats/key/index.ts'
import type { Format } from '../../formats/format.ts'
import { AuditError, EXIT, type ExitCode } from '../../lib/process/exit.ts'
import { showsUnicode } from '../../lib/process/terminal.ts'
import { load } from '../../lib/registry.ts'
import type { Options, Output } from '../../model/options/options.ts'
import type { Report } from '../../model/report/report.ts'
import type { Host } from '../shared/host.ts'
import { interruptible } from '../shared/interruptible.ts'
import { checkOutputs, surfaceOf, writeOutputs } from '../shared/outputs.ts'
import { savedReport } from '../shared/saved.ts'
import { rerunOf } from '../shared/show-report.ts'
import { speaker } from '../shared/speaker.ts'
import { aboutKey } from '../shared/about-key.ts'
import { explained } from '../shared/explain-key.ts'

/** Explains one key, of AWS or of a saved report. */
export async function runKey(options: Options, host: Host): Promise<ExitCode> {
  await checkOutputs(options.show.outputs)
  if (options.saved !== null) {
    const report = aboutKey(await savedReport(options.saved, options, host))
    await show(report, options, host)
    return exitOf(report, options)
  }
  const interruption = interruptible(host.io)
  try {
    const { report, notes } = await explained(options, host, interruption)
    const { exit } = interruption
    const say = speaker(options, host.io)
    for (const note of notes) say.note(note)
    const written = await show(report, options, host, exit !== null)
    if (exit === null) return exitOf(report, options)
    say.note(
      `Interrupted. ${written.length === 0 ? 'The results are partial.' : `Partial results written to ${written.join(' and ')}.`}`,
    )
    return exit
  } catch (error) {
    if (interruption.exit === null || !(error instanceof AuditError)) throw error
    speaker(options, host.io).note('Interrupted before any results were available.')
    return interruption.exit
  } finally {
    interruption.end()
  }
}

async function show(report: Report, { show: shown }: Options, { io }: Host, partial = false): Promise<string[]> {
  const render = async (output: Output): Promise<Iterable<string>> => {
    const format = await load<Format>(keyFormats, output.format)
    const rerun = rerunOf(shown.rerun, io.env)
    return format.render(report, { ...surfaceOf(output, shown, io), unicode: showsUnicode(io.env), rerun })
  }
  return writeOutputs(shown.outputs, render, io, { partial })
}

/** 4 if the key could not be described, or with `--strict` if anything else could not be read. */
function exitOf({ keys, gaps }: Report, { show: { strict } }: Options): ExitCode {
  const isUndescribed = keys.every(({ error }) => error !== null)
  return isUndescribed || (strict && gaps.length > 0) ? EXIT.incomplete : EXIT.ok
}

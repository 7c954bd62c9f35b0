import { diagnose } from '../../collect/doctor/diagnose.ts'
import { doctorFormats } from '../../formats/doctor/index.ts'
import type { Format } from '../../formats/format.ts'
import { EXIT, type ExitCode } from '../../lib/process/exit.ts'
import { load } from '../../lib/registry.ts'
import { showsUnicode } from '../../lib/process/terminal.ts'
import type { Diagnosis } from '../../model/diagnosis.ts'
import type { Operation } from '../../model/operations/operations.ts'
import type { Options, Output } from '../../model/options/options.ts'
import type { Host } from '../shared/host.ts'
import { interruptible } from '../shared/interruptible.ts'
import { checkOutputs, surfaceOf, writeOutputs } from '../shared/outputs.ts'
import { taskOf } from '../shared/task.ts'

export interface DoctorRequest {
  /** The run whose needs are tried. */
  run: Options
  outputs: readonly Output[]
  /** Operations that write, which are named and not tried. */
  writes: readonly Operation[]
}

/** Tries what a run needs and shows the result. Exit code 4: a run will miss something. */
export async function runDoctor({ run, outputs, writes }: DoctorRequest, host: Host): Promise<ExitCode> {
  await checkOutputs(outputs)
  const interruption = interruptible(host.io)
  try {
    const { asked, runHost } = await taskOf(run, host, interruption)
    const diagnosis = await diagnose(asked, runHost, writes)
    if (interruption.exit !== null) return interruption.exit
    const render = async (output: Output): Promise<Iterable<string>> => {
      const format = await load<Format<Diagnosis>>(doctorFormats, output.format)
      return format.render(diagnosis, { ...surfaceOf(output, run.show, host.io), unicode: showsUnicode(host.io.env) })
    }
    await writeOutputs(outputs, render, host.io)
    return diagnosis.missing.length === 0 ? EXIT.ok : EXIT.incomplete
  } finally {
    interruption.end()
  }
}

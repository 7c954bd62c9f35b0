import type { Format } from '../../formats/format.ts'
import { showsUnicode } from '../../lib/process/terminal.ts'
import { load, type Registry } from '../../lib/registry.ts'
import type { Output } from '../../model/options/options.ts'
import type { Host } from '../shared/host.ts'
import { surfaceOf, writeOutputs } from '../shared/outputs.ts'
import type { ArchiveRequest } from './request.ts'

/** Writes what an action found to all outputs. */
export async function show<T>(
  formats: Registry<Format<T>>,
  shown: T,
  request: ArchiveRequest,
  { io }: Host,
): Promise<void> {
  const render = async (output: Output): Promise<Iterable<string>> => {
    const format = await load(formats, output.format)
    return format.render(shown, { ...surfaceOf(output, request.show, io), unicode: showsUnicode(io.env) })
  }
  await writeOutputs(request.outputs, render, io)
}

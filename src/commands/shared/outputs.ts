import { AuditError } from '../../lib/process/exit.ts'
import type { Io } from '../../lib/process/io.ts'
import { checkWritable, writeOutputFile } from '../../lib/files/output-file.ts'
import { type Chunks, writeAll } from '../../lib/files/chunks.ts'
import type { Output, ShowOptions } from '../../model/options/options.ts'

/** Before a long run: throws an `AuditError` if a file cannot be written, or two outputs would be the same file. */
export async function checkOutputs(outputs: readonly Output[]): Promise<void> {
  const formats = new Map<string, string>()
  for (const { format, file } of outputs) {
    if (file === null) continue
    const target = await checkWritable(file)
    const other = formats.get(target)
    if (other !== undefined)
      throw new AuditError('usage', `The ${other} and the ${format} output would be the same file, ${file}.`, {
        hint: 'Give each output its own file.',
      })
    formats.set(target, format)
  }
}

/**
 * Writes every output, also if another one cannot be written: then throws an `AuditError` that names each such file.
 *
 * @param partial the run was cut short, so that files go to FILE.partial
 * @returns the paths written, without stdout
 */
export async function writeOutputs(
  outputs: readonly Output[],
  render: (output: Output) => Chunks | Promise<Chunks>,
  io: Io,
  { partial = false } = {},
): Promise<string[]> {
  const written: string[] = []
  const errors: unknown[] = []
  // Files are written first, because a reader of stdout may be slow.
  for (const output of outputs.toSorted((one, other) => Number(one.file === null) - Number(other.file === null))) {
    try {
      const chunks = await render(output)
      if (output.file === null) await writeAll(io.stdout, chunks)
      else written.push(await writeOutputFile(output.file, chunks, { partial }))
    } catch (error) {
      errors.push(error)
    }
  }
  if (errors.length > 0) throw oneOf(errors)
  return written
}

/** A bug takes precedence over expected errors. Several expected errors become one. */
function oneOf(errors: readonly unknown[]): unknown {
  const expected = errors.filter(error => error instanceof AuditError)
  if (errors.length === 1 || expected.length < errors.length)
    return errors.find(error => !(error instanceof AuditError)) ?? errors[0]
  return new AuditError('failed', expected.map(({ message }) => message).join(' '), { cause: errors[0] })
}

/**
 * Describes where an output is shown. Only stdout can be a terminal. Files have no colors, and their lines are not cut.
 */
export function surfaceOf(
  { file }: Output,
  { color }: Pick<ShowOptions, 'color'>,
  { stdout }: Io,
): { terminal: boolean; width: number; color: boolean } {
  const terminal = file === null && stdout.isTTY
  return {
    terminal,
    width: stdout.columns,
    color: file === null && (color === 'always' || (color === 'auto' && terminal)),
  }
}

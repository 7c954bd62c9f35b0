import type { Output } from '../../model/options/options.ts'
import type { LiveSettings } from '../groups/index.ts'
import { joinWithOr } from '../../lib/text/lists.ts'
import { usageError, type TypedOptions } from '../settings.ts'

/**
 * Returns where each output goes. At most one output may have no file; `--output-file` applies to it. Throws a usage
 * error if two outputs would go to stdout.
 */
export function outputsOf(
  { output, outputFile }: Pick<LiveSettings, 'output' | 'outputFile'>,
  typed: TypedOptions,
): readonly Output[] {
  const unnamed = output.filter(({ file }) => file === undefined)
  if (unnamed.length === 0 && typed.has('outputFile'))
    throw usageError(
      '--output-file is for an output without a file, but each --output has one.',
      'Leave out --output-file.',
    )
  const outputs = output.map(({ format, file }): Output => ({ format, file: file === undefined ? outputFile : file }))
  if (unnamed.length > 1) throw onlyOne(unnamed, outputFile === null ? 'stdout' : outputFile)
  const onStdout = outputs.filter(({ file }) => file === null)
  if (onStdout.length > 1) throw onlyOne(onStdout, 'stdout')
  return outputs
}

/** Returns where each output of a command goes, as `outputsOf` does. Throws a usage error for other formats. */
export function supportedOutputs(
  command: string,
  formats: readonly string[],
  settings: Pick<LiveSettings, 'output' | 'outputFile'>,
  typed: TypedOptions,
): readonly Output[] {
  const other = settings.output.find(({ format }) => !formats.includes(format))
  if (other === undefined) return outputsOf(settings, typed)
  const supported = joinWithOr(formats.map(format => `-o ${format}`))
  throw usageError(`${command} does not support -o ${other.format}.`, `Use ${supported}.`)
}

function onlyOne([one, other]: readonly { format: string }[], where: string) {
  return usageError(
    `Only one output can go to ${where}, not both ${one?.format} and ${other?.format}.`,
    `Name a file for one of them: -o ${one?.format} -o ${other?.format}=FILE.`,
  )
}

import { CONFIG_NAME } from '../../cli/config/config.ts'
import { searchedDirectories } from '../../cli/config/find-config.ts'
import { isCi } from '../../cli/config/load-config.ts'
import { configFormats } from '../../formats/config/index.ts'
import { EXIT, type ExitCode } from '../../lib/process/exit.ts'
import { showsUnicode } from '../../lib/process/terminal.ts'
import { load } from '../../lib/registry.ts'
import type { Output, ShowOptions } from '../../model/options/options.ts'
import type { ShownConfig } from '../../model/options/shown-config.ts'
import type { Host } from '../shared/host.ts'
import { checkOutputs, surfaceOf, writeOutputs } from '../shared/outputs.ts'

export interface ConfigRequest extends Pick<ShownConfig, 'file' | 'options'>, Pick<ShowOptions, 'outputs' | 'color'> {
  /** Whether the user does not want a file to be searched. */
  noConfig: boolean
}

/** Prints the value of each option. */
export async function runConfig(request: ConfigRequest, { io }: Host): Promise<ExitCode> {
  const { file, options, outputs } = request
  await checkOutputs(outputs)
  const shown: ShownConfig = { file, no_file: file === null ? await whyNone(request, io) : null, options }
  const render = async (output: Output): Promise<Iterable<string>> => {
    const format = await load(configFormats, output.format)
    return format.render(shown, { ...surfaceOf(output, request, io), unicode: showsUnicode(io.env) })
  }
  await writeOutputs(outputs, render, io)
  return EXIT.ok
}

async function whyNone({ noConfig }: ConfigRequest, { env, directory }: Host['io']): Promise<string> {
  if (noConfig) return '--no-config is set'
  if (isCi(env)) return 'kms-audit does not search for a config file when CI is set; use --config FILE'
  const current = directory()
  if (current === null) return 'the current directory does not exist'
  const searched = await searchedDirectories(current)
  const above = searched.length === 1 ? '' : ` or above it, up to ${searched.at(-1)}`
  return `${CONFIG_NAME} does not exist in ${current}${above}`
}

import type { Command } from '../cli/command.ts'
import { historyOptions } from '../cli/groups/history.ts'
import { liveOptions } from '../cli/groups/index.ts'
import { messageOptions, outputOptions } from '../cli/groups/output.ts'
import { publishOptions } from '../cli/groups/publish.ts'
import { namesOf, type OptionSet, without } from '../cli/option-set.ts'
import { colorOf } from '../cli/resolve/audit.ts'
import { supportedOutputs } from '../cli/resolve/outputs.ts'
import { resolveSettings } from '../cli/settings.ts'
import { configFormats } from '../formats/config/index.ts'
import type { ConfigRequest } from './config/run.ts'
import { shownOptions } from './config/shown-options.ts'
import type { Host } from './shared/host.ts'
import { sinkOptions } from './shared/sinks.ts'

const CONFIG_FORMATS = Object.keys(configFormats) as ['table', ...string[]]
/** The options that are printed. */
const printed: OptionSet = { ...liveOptions, ...historyOptions, ...publishOptions, ...sinkOptions }
const printOptions = outputOptions(CONFIG_FORMATS)

export const config: Command<ConfigRequest, Host> = {
  summary: 'Show where each option has its value from',
  description:
    'Print the value of each option of an audit and of publish, and where it comes from: the command line, an ' +
    'environment variable, the config file with line and column, or the default. Also accepts these options, to ' +
    'show what a run with them would use. Makes no AWS calls.',
  operands: [
    {
      name: 'print',
      required: true,
      missing: 'an action',
      noun: 'action',
      values: ['print'],
      hint: 'Run kms-audit config print.',
    },
  ],
  options: { ...printOptions, ...without(messageOptions, 'noProgress', 'logProgress') },
  accepted: without(printed, ...namesOf(printOptions)),
  borrows: true,
  refusal: { words: 'kms-audit config', hint: 'See kms-audit config --help.' },
  examples: [
    { what: 'Show where each value comes from', command: 'kms-audit config print' },
    { what: 'Check a config file', command: 'kms-audit config print --config conf/audit.yaml' },
  ],
  exitCodes: false,
  read(input) {
    const { typed, env } = input
    const { settings } = resolveSettings(printOptions, { typed, env: {}, config: null })
    // The typed -o and -f are about what is printed now.
    const given = { ...input, typed: new Map([...typed].filter(([name]) => !(name in printOptions))) }
    const messages = resolveSettings(messageOptions, given).settings
    return {
      options: shownOptions(printed, given),
      file: input.config === null ? null : { path: input.config.path, named: input.config.isNamed },
      noConfig: messages.noConfig,
      outputs: supportedOutputs('config', CONFIG_FORMATS, settings, typed),
      color: colorOf(messages, env),
    }
  },
  async run(request, host) {
    const { runConfig } = await import('./config/run.ts')
    return runConfig(request, host)
  },
}

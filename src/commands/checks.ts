import { assessmentCheckIds } from '../checks/assessments.ts'
import { checks as registry } from '../checks/index.ts'
import type { Command } from '../cli/command.ts'
import { without } from '../cli/option-set.ts'
import { messageOptions, outputOptions } from '../cli/groups/output.ts'
import { colorOf } from '../cli/resolve/audit.ts'
import { supportedOutputs } from '../cli/resolve/outputs.ts'
import { readsVariable } from '../cli/refusals.ts'
import { resolveSettings } from '../cli/settings.ts'
import type { ChecksRequest } from './checks/run.ts'
import type { Host } from './shared/host.ts'

const FORMATS = ['table', 'json'] as const
const checksOptions = { ...outputOptions(FORMATS), ...without(messageOptions, 'noProgress', 'logProgress') }
/** Accepted without an effect: no AWS calls are made, so there is no progress. */
const accepted = { noProgress: messageOptions.noProgress }

export const checks: Command<ChecksRequest, Host> = {
  summary: 'List the checks, or show one of them',
  description:
    'List all checks with their severity, what they read and why they matter, or show one check in full. Makes no AWS ' +
    'calls.',
  operands: [
    {
      name: 'id',
      required: false,
      noun: 'check',
      values: [...Object.keys(registry), ...assessmentCheckIds()],
      hint: 'Run kms-audit checks to list them.',
    },
  ],
  options: checksOptions,
  accepted,
  // The variables name files of reports, which the list of checks must not replace.
  typedOnly: ['output', 'outputFile'],
  refusal: { words: 'kms-audit checks', hint: 'It lists the checks, and takes -o json and -f.' },
  examples: [
    { what: 'Print the ids of all checks', command: "kms-audit checks -o json | jq -r '.[].id'" },
    { what: 'Show one check', command: 'kms-audit checks policy-public' },
  ],
  exitCodes: false,
  read(input) {
    const { operands, typed, env } = input
    const [id = null] = operands
    const { settings } = resolveSettings({ ...checksOptions, ...accepted }, input, readsVariable(checks, null))
    return { id, outputs: supportedOutputs('checks', FORMATS, settings, typed), color: colorOf(settings, env) }
  },
  async run(request, host) {
    const { runChecks } = await import('./checks/run.ts')
    return runChecks(request, host)
  },
}

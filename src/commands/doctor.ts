import type { Command } from '../cli/command.ts'
import { accountOptions } from '../cli/groups/accounts.ts'
import { archiveOptions } from '../cli/groups/archives.ts'
import { analyzerOptions } from '../cli/groups/analyzer.ts'
import { checkOptions } from '../cli/groups/checks.ts'
import { dependentOptions } from '../cli/groups/dependents.ts'
import { auditOptions, useOptions } from '../cli/groups/evidence.ts'
import { liveOptions } from '../cli/groups/index.ts'
import { messageOptions, outputOptions, showOptions } from '../cli/groups/output.ts'
import { runOptions } from '../cli/groups/pace.ts'
import { pick, without } from '../cli/option-set.ts'
import { runOptionsOf } from '../cli/resolve/audit.ts'
import { supportedOutputs } from '../cli/resolve/outputs.ts'
import { readsVariable } from '../cli/refusals.ts'
import { resolveSettings } from '../cli/settings.ts'
import { doctorFormats } from '../formats/doctor/index.ts'
import { type Operation, operationRow } from '../model/operations/operations.ts'
import type { DoctorRequest } from './doctor/run.ts'
import { sinks } from './shared/sinks.ts'
import type { Host } from './shared/host.ts'

const DOCTOR_FORMATS = Object.keys(doctorFormats) as [string, ...string[]]
const ownOutput = outputOptions(DOCTOR_FORMATS)
/** They decide what a report says, not what a run calls. */
const UNTRIED = ['unusedDays', 'pricePerKey'] as const
/** The options that decide what a run calls. */
const triedOptions = {
  ...auditOptions,
  ...accountOptions,
  ...without(useOptions, ...UNTRIED),
  ...archiveOptions,
  ...dependentOptions,
  ...checkOptions,
  ...analyzerOptions,
  ...pick(runOptions, 'maxDuration'),
  ...pick(showOptions, 'failOn'),
  ...ownOutput,
  ...without(messageOptions, 'noProgress', 'logProgress'),
}
/** Other options of the run are accepted, so that its command line can be pasted. */
const pastedOptions = {
  ...without(showOptions, 'output', 'outputFile', 'from', 'failOn'),
  ...without(runOptions, 'estimate', 'maxDuration'),
  ...pick(messageOptions, 'noProgress', 'logProgress'),
  ...pick(useOptions, ...UNTRIED),
}

export const doctor: Command<DoctorRequest, Host> = {
  summary: 'Try what a run needs, and say what it will miss',
  description:
    'Try everything that an audit with these options needs: credentials, clock, Regions, each read permission on one ' +
    'key of each Region, and quotas. Say what the audit will miss. Permissions to write are named but not tried. ' +
    'Changes nothing in AWS.',
  operands: [],
  options: triedOptions,
  accepted: pastedOptions,
  borrows: true,
  texts: { failOn: 'Try what the checks that are named here need, as --check does' },
  // The variables name files of reports.
  typedOnly: ['output', 'outputFile'],
  refusal: {
    words: 'doctor',
    hints: { from: 'A saved report needs no permissions.', estimate: 'Use kms-audit --estimate without doctor.' },
    hint: 'Use the options of the run that you want to try.',
  },
  examples: [
    { what: 'Try what an audit of all Regions with all checks needs', command: 'kms-audit doctor -r all --checks' },
    { what: 'Try the role in each account of the organization', command: 'kms-audit doctor --org --org-role KmsAudit' },
    { what: 'Try it on a simulated account', command: 'kms-audit doctor --demo' },
  ],
  exitCodes: true,
  read(input) {
    const { typed, env } = input
    const resolved = resolveSettings(
      { ...liveOptions, ...ownOutput },
      input,
      one =>
        (Object.hasOwn(triedOptions, one) || Object.hasOwn(pastedOptions, one)) && readsVariable(doctor, null)(one),
    )
    const { settings } = resolved
    const outputs = supportedOutputs('doctor', DOCTOR_FORMATS, settings, typed)
    const run = runOptionsOf({
      ...resolved,
      settings: { ...settings, output: [{ format: 'table' }], outputFile: null },
      typed,
      env,
      purpose: 'show',
      narrowsReport: false,
    })
    return { run, outputs, writes: WRITES }
  },
  async run(request, host) {
    const { runDoctor } = await import('./doctor/run.ts')
    return runDoctor(request, host)
  },
}

const WRITES: readonly Operation[] = [...sinks.values()]
  .flatMap(({ operations }) => operations)
  .filter(operation => operationRow(operation).access === 'write')

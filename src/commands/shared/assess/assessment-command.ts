import type { Command, Mode } from '../../../cli/command.ts'
import { assessmentOptions } from '../../../cli/groups/assess.ts'
import { messageOptions } from '../../../cli/groups/output.ts'
import { namesOf, type OptionSet, without } from '../../../cli/option-set.ts'
import { modeOf, readsVariable, refuseOthers } from '../../../cli/refusals.ts'
import { runOptionsOf } from '../../../cli/resolve/audit.ts'
import { supportedOutputs } from '../../../cli/resolve/outputs.ts'
import { resolveOwnSettings } from '../../../cli/resolve/own-settings.ts'
import type { SettingsOf } from '../../../cli/settings.ts'
import type { Assessment } from '../../../model/assessments/assessment.ts'
import type { FailOn } from '../../../model/options/options.ts'
import type { Host } from '../host.ts'
import type { AssessmentDefinition, AssessmentRequest } from './definition.ts'

/** Returns the command of an assessment. */
export function assessmentCommand<A extends Assessment, Own extends OptionSet, Question>(
  definition: AssessmentDefinition<A, Own, Question>,
): Command<AssessmentRequest<Question>, Host> {
  const { kind, summary, description, examples, own, texts = {}, exitTexts, gates = [] } = definition
  const formats = Object.keys(definition.formats) as [string, ...string[]]
  const checks = Object.keys(definition.checks)
  const common = assessmentOptions({ command: kind, formats, checks, gates })
  // A command without checks has no findings to select or to accept. Its own options are first in the help, and replace
  // those of the same name.
  const options = { ...own, ...(checks.length === 0 ? without(common, ...ABOUT_FINDINGS) : common), ...own }
  const command: Command<AssessmentRequest<Question>, Host> = {
    summary,
    description,
    operands: [],
    options,
    texts,
    // The variables are about audits, or name files.
    typedOnly: TYPED_ONLY,
    modes: [savedMode(definition, options)],
    refusal: { words: `kms-audit ${kind}`, hint: `See kms-audit ${kind} --help.` },
    examples,
    exitCodes: true,
    ...(exitTexts !== undefined && { exitTexts }),
    read(input) {
      const { typed, env } = input
      const mode = modeOf(command, input)
      refuseOthers(command, mode, typed)
      const resolved = resolveOwnSettings(options, input, readsVariable(command, mode))
      const settings = resolved.settings as SettingsOf<typeof common> & typeof resolved.settings
      const plain = { output: [{ format: 'table' }], outputFile: null, from: null, check: [], failOn: [] }
      const ownSettings = resolved.settings as unknown as SettingsOf<Own>
      const others = new Set([...TYPED_ONLY, ...ACCEPTING, ...(definition.notOfAudit?.(ownSettings) ?? [])])
      const run = runOptionsOf({
        ...resolved,
        settings: { ...resolved.settings, ...plain, mutelist: null, baseline: null, severity: null },
        // These options select findings of the audit there.
        typed: new Map([...typed].filter(([name]) => !others.has(name))),
        env,
        purpose: 'show',
        narrowsReport: false,
      })
      const question = definition.ask(ownSettings, typed)
      return {
        run: definition.prepare?.(run, question) ?? run,
        outputs: supportedOutputs(kind, formats, settings, typed),
        from: settings.from,
        checks: typed.has('check') ? settings.check : null,
        mutelist: settings.mutelist ?? null,
        baseline: settings.baseline ?? null,
        severity: settings.severity ?? null,
        failOn: (settings.failOn ?? []) as readonly FailOn[],
        strict: settings.strict,
        question,
      }
    },
    async run(request, host) {
      const { runAssessment } = await import('./run-assessment.ts')
      return runAssessment(definition, request, host)
    },
  }
  return command
}

const TYPED_ONLY = ['output', 'outputFile', 'from', 'check', 'failOn']
const ACCEPTING = ['mutelist', 'baseline', 'severity', 'strict']
const ABOUT_FINDINGS = ['check', 'mutelist', 'baseline', 'severity', 'failOn'] as const

/** What the command takes with `--from`. */
const savedMode = <A extends Assessment, Own extends OptionSet, Question>(
  { kind, ownWithFrom = [] }: AssessmentDefinition<A, Own, Question>,
  options: OptionSet,
): Mode => ({
  option: 'from',
  words: `${kind} --from`,
  takes: [...TYPED_ONLY, ...ACCEPTING, ...ownWithFrom, ...namesOf(messageOptions)].filter(name => name in options),
  typedOnly: TYPED_ONLY,
  refusal: { hint: '--from shows what the file contains, and makes no AWS calls.' },
})

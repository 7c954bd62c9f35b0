import type { AssessmentCheck } from '../../../checks/assessment-check.ts'
import type { Command, Example } from '../../../cli/command.ts'
import type { OptionSet } from '../../../cli/option-set.ts'
import type { SettingsOf, TypedOptions } from '../../../cli/settings.ts'
import type { AssessmentRun } from '../../../collect/assess/assess.ts'
import type { Format } from '../../../formats/format.ts'
import type { Registry } from '../../../lib/registry.ts'
import type { Assessment, Collected } from '../../../model/assessments/assessment.ts'
import type { FailOn, Options, Output } from '../../../model/options/options.ts'
import type { Severity } from '../../../model/finding.ts'

/**
 * A command whose result is an assessment. Reading the accounts, `--from`, checks, mutelist, baseline, outputs and exit
 * codes are the same for all of them (`assessment-command.ts`).
 */
export interface AssessmentDefinition<A extends Assessment, Own extends OptionSet, Question> {
  /** Also the name of the command. */
  kind: A['kind']
  /** What is read, in sentences: `secrets`. */
  subject: string
  summary: string
  description: string
  examples: readonly Example[]
  /** Its own options. */
  own: Own
  /** Of these, the ones that also apply to a saved result. Left out: none. */
  ownWithFrom?: readonly (keyof Own & string)[]
  /** The default comes first. */
  formats: Registry<Format<A>>
  checks: Registry<AssessmentCheck<A>>
  /** Words of `--fail-on` besides severities and checks. */
  gates?: readonly string[]
  texts?: Command['texts']
  /** What exit codes mean here, where it is not what they mean for an audit. */
  exitTexts?: Command['exitTexts']
  /** Options of an audit that mean something else with these settings, so that its rules do not apply. Left out: none. */
  notOfAudit?(settings: SettingsOf<Own>): readonly string[]
  /** Returns what its own options ask for. Throws a usage error for values that do not go together. */
  ask(settings: SettingsOf<Own>, typed: TypedOptions): Question
  /** What is read for this question, such as the Region of an ARN. Left out: what the options say. */
  prepare?(run: Options, question: Question): Options
  /** Reads what was asked for. Loads the work when it is called: the help loads every command. */
  collect(reading: AssessmentRun, question: Question): Promise<Collected<A>>
  /** Applies its options to a saved result. Left out: no option of its own applies. Returns the same object if none does. */
  adjust?(saved: A, question: Question): A
  /** The document as the formats show it, which can be narrowed by its own options. Left out: all of it. */
  shown?(whole: A, question: Question): A
  /** What the document means for the exit code, besides `--fail-on`. Left out: nothing. */
  conclude?(whole: A, question: Question): Conclusion
}

/** Whether a result is as its own options want it. */
export interface Conclusion {
  exit: 'ok' | 'findings' | 'incomplete'
  /** Why, as lines for stderr. */
  notes: readonly string[]
}

/** What was asked of an assessment. */
export interface AssessmentRequest<Question> {
  /** Where and how AWS is read, and how messages are shown. */
  run: Options
  outputs: readonly Output[]
  /** Path of a saved result; `-` is stdin. Null: AWS is read. */
  from: string | null
  /** IDs of the checks. Null: all, or those of the saved result. */
  checks: readonly string[] | null
  mutelist: string | null
  baseline: string | null
  severity: Severity | null
  failOn: readonly FailOn[]
  strict: boolean
  question: Question
}

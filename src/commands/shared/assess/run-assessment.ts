import type { OptionSet } from '../../../cli/option-set.ts'
import type { Progress } from '../../../collect/run/progress.ts'
import { evaluateGates } from '../../../findings/gate.ts'
import { severeOnly, withAccepted } from '../../../findings/assessments/with-accepted.ts'
import { judgeAssessment } from '../../../findings/assessments/judge-assessment.ts'
import { AuditError, EXIT, type ExitCode } from '../../../lib/process/exit.ts'
import { showsUnicode } from '../../../lib/process/terminal.ts'
import { load } from '../../../lib/registry.ts'
import { countNoun, countText } from '../../../lib/text/numbers.ts'
import type { Assessment } from '../../../model/assessments/assessment.ts'
import { findingsReport } from '../../../model/assessments/findings-report.ts'
import type { Output } from '../../../model/options/options.ts'
import { gapLine } from '../../../report/gap-line.ts'
import type { Host } from '../host.ts'
import { type Interruption, interruptible } from '../interruptible.ts'
import { checkOutputs, surfaceOf, writeOutputs } from '../outputs.ts'
import { showProgress } from '../show-progress.ts'
import { speaker } from '../speaker.ts'
import { taskOf } from '../task.ts'
import type { AssessmentDefinition, AssessmentRequest } from './definition.ts'
import { readAccepted } from './read-accepted.ts'

/**
 * Reads AWS or a saved result, judges it, and shows it. Exit code 1: `--fail-on` matches, or the result is not as it
 * should be; 4: see `evaluateGates`.
 */
export async function runAssessment<A extends Assessment, Own extends OptionSet, Question>(
  definition: AssessmentDefinition<A, Own, Question>,
  request: AssessmentRequest<Question>,
  host: Host,
): Promise<ExitCode> {
  await checkOutputs(request.outputs)
  const accepted = await readAccepted(request, definition.kind)
  const interruption = interruptible(host.io)
  const say = speaker(request.run, host.io)
  try {
    const whole = withAccepted(await judged(definition, request, host, interruption), accepted)
    const isPartial = interruption.exit !== null
    const written = await show(definition, request, severeOnly(whole, request.severity), host, isPartial)
    if (interruption.exit !== null) {
      const files =
        written.length === 0 ? 'The results are partial.' : `Partial results written to ${written.join(' and ')}.`
      say.note(`Interrupted. ${files}`)
      return interruption.exit
    }
    const { exit, notes, error } = evaluateGates(findingsReport(whole), request)
    const conclusion = definition.conclude?.(whole, request.question)
    for (const note of [...notes, ...(conclusion?.notes ?? [])]) say.note(note)
    if (error !== null) say.complain(error)
    const exits: ExitCode[] = [EXIT[conclusion?.exit ?? 'ok'], exit]
    return exits.find(one => one === EXIT.findings) ?? exits.find(one => one !== EXIT.ok) ?? EXIT.ok
  } catch (error) {
    if (interruption.exit === null || !(error instanceof AuditError)) throw error
    say.note('Interrupted before any results were available.')
    return interruption.exit
  } finally {
    interruption.end()
  }
}

/** The document with its findings. A saved one keeps those that it has unless an option changes them. */
async function judged<A extends Assessment, Own extends OptionSet, Question>(
  { kind, checks, adjust, ...definition }: AssessmentDefinition<A, Own, Question>,
  request: AssessmentRequest<Question>,
  host: Host,
  interruption: Interruption,
): Promise<A> {
  const ids = request.checks ?? Object.keys(checks)
  const loaded = await Promise.all(ids.map(id => load(checks, id)))
  if (request.from === null) {
    const collected = await collect<A, Question>(definition, request, host, interruption)
    return judgeAssessment(collected, loaded)
  }
  const { readSavedAssessment } = await import('../../../report/saved-assessment.ts')
  const saved = (await readSavedAssessment(request.from, kind, host.io.stdin)) as A
  const adjusted = adjust?.(saved, request.question) ?? saved
  if (request.checks === null && adjusted === saved) return saved
  const own = request.checks ?? saved.scope.checks
  return judgeAssessment(
    adjusted,
    loaded.filter(({ id }) => own.includes(id)),
  )
}

async function collect<A extends Assessment, Question>(
  { subject, collect: read }: Pick<AssessmentDefinition<A, OptionSet, Question>, 'subject' | 'collect'>,
  { run, question, outputs }: AssessmentRequest<Question>,
  host: Host,
  interruption: Interruption,
): Promise<A> {
  const [{ assess }, { asked, runHost, say }] = await Promise.all([
    import('../../../collect/assess/assess.ts'),
    taskOf(run, host, interruption),
  ])
  const hide = showProgress(() => progressText(runHost.progress), run.show, host.io)
  const { whole, notes } = await assess<A>(asked, runHost, subject, reading => read(reading, question)).finally(hide)
  for (const note of notes) say.note(note)
  const isShown = host.io.stdout.isTTY && outputs.some(({ format, file }) => format === 'table' && file === null)
  const gaps = interruption.exit === null && !isShown ? gapLine(whole.gaps) : null
  if (gaps !== null) say.note(gaps)
  return whole
}

/** `Read 3 of 17 Regions (LookupEvents: 120 to go)` */
function progressText({ isHidden, places, slowest }: Progress): string {
  if (isHidden) return ''
  if (places.total === 0) return 'Finding accounts and Regions'
  const waiting =
    slowest === null ? '' : ` (${slowest.operation.replace(/^.*:/, '')}: ${countText(slowest.waiting)} to go)`
  return `Read ${places.listed} of ${countNoun(places.total, 'Region')}${waiting}`
}

async function show<A extends Assessment, Own extends OptionSet, Question>(
  { formats, shown }: AssessmentDefinition<A, Own, Question>,
  { outputs, run, question }: AssessmentRequest<Question>,
  whole: A,
  { io }: Host,
  partial: boolean,
): Promise<string[]> {
  const part = shown?.(whole, question) ?? whole
  const render = async (output: Output): Promise<Iterable<string>> => {
    const format = await load(formats, output.format)
    return format.render(part, { ...surfaceOf(output, run.show, io), unicode: showsUnicode(io.env) })
  }
  return writeOutputs(outputs, render, io, { partial })
}

import { type Operation, rateOf } from '../../model/operations/operations.ts'
import { audit } from '../../collect/audit.ts'
import { gapLine } from '../../report/gap-line.ts'
import { planOf } from '../../collect/plan/plan.ts'
import { planText } from '../../collect/plan/plan-text.ts'
import { loadDependents } from '../../dependents/load-dependents.ts'
import { loadSources } from '../../sources/load-sources.ts'
import type { Ask, RunHost } from '../../collect/run/run-host.ts'
import { Progress } from '../../collect/run/progress.ts'
import { endText, progressText } from './progress-text.ts'
import { showProgress } from './show-progress.ts'
import type { Wire } from '../../aws/session/wire.ts'
import type { Check } from '../../checks/check.ts'
import { defined } from '../../lib/defined.ts'
import { canRedraw, ERASE_LINE } from '../../lib/process/terminal.ts'
import type { Report } from '../../model/report/report.ts'
import { SECOND } from '../../model/time.ts'
import type { AuditOptions, Options } from '../../model/options/options.ts'
import type { Host } from './host.ts'
import type { Interruption } from './interruptible.ts'
import { selectedChecks } from '../../findings/framework-checks.ts'
import { needsOf } from '../../findings/load-checks.ts'
import { withFindings } from '../../findings/with-findings.ts'
import { readFindingsInputs } from './findings-inputs.ts'
import { wantedLooks } from './wanted-looks.ts'
import { speaker, type Speaker } from './speaker.ts'

/** Everything that an audit needs to begin. */
export interface Task {
  asked: AuditOptions
  checks: readonly Check[]
  runHost: RunHost
  say: Speaker
  interruption: Interruption
}

export async function taskOf(options: Options, host: Host, interruption: Interruption): Promise<Task> {
  const { wire, regions, sampleArchive } = await awsOf(options, host)
  const checks = await selectedChecks(options.checks)
  const needs = needsOf(checks, {
    asksOpa: options.checks.opa !== null,
    findsDependents: options.audit.dependents !== null,
    also: options.audit.needs,
  })
  const looks = wantedLooks(options, checks)
  const asked = { ...options.audit, regions: options.audit.regions ?? regions, needs, looks }
  const say = speaker(options, host.io)
  const { signal } = interruption
  const { env, processes } = host.io
  const { complain: warn, debug } = say
  const progress = new Progress()
  host.onRun?.(progress)
  const asker = (): Ask | null => askOn(host.io, progress, signal)
  const shared = { env, processes, heap: host.heap, now: host.now, signal, progress, asker, warn, debug }
  const runHost = { ...shared, wire, ...defined({ sampleArchive }) }
  return { asked, checks, runHost, say, interruption }
}

/** Asks on stderr. Null: there is no terminal to ask on. */
function askOn({ stdin, stderr, env }: Host['io'], progress: Progress, signal: AbortSignal): Ask | null {
  if (!stderr.isTTY || !stdin.isTTY) return null
  const clear = canRedraw(stderr, env) ? ERASE_LINE : ''
  return async question => {
    progress.isHidden = true
    try {
      await stderr.write(`${clear}${question}`)
      return await stdin.line(signal)
    } finally {
      progress.isHidden = false
    }
  }
}

interface Aws {
  /** Null: the network. */
  wire: Wire | null
  /** Null: those that the user names. */
  regions: readonly string[] | null
  sampleArchive?: RunHost['sampleArchive']
}

/** AWS, or the sample account of the demo. */
async function awsOf({ demo, audit: asked }: Options, host: Host): Promise<Aws> {
  if (!demo) return { wire: host.wire, regions: null }
  const { demoWire } = await import('../../simulation/wire/demo-wire.ts')
  const wire = demoWire(host.now(), { quotas: quotaScale(asked.maxRates) })
  return { wire, regions: wire.regions, sampleArchive: wire.archive }
}

/** The sample account has the quotas that the rates of `--max-rate` need. */
const quotaScale = (maxRates: Readonly<Record<string, number>>): number =>
  Math.max(1, ...Object.entries(maxRates).map(([name, rate]) => rate / rateOf(name as Operation, {})))

/** Seconds. The plan of a run that takes longer is announced. */
const LONG = 30

/**
 * Audits, shows the progress, and judges the report. Returns it with the notes for stderr, including the line about
 * gaps.
 */
export async function auditAndJudge(
  task: Task,
  options: Options,
  host: Host,
): Promise<{ report: Report; notes: readonly string[] }> {
  const { asked, runHost, checks, interruption } = task
  const inputs = await readFindingsInputs(checks, options.checks, host.heap)
  const isLogged = options.show.progress === 'log'
  const started = performance.now()
  if (isLogged) task.say.note('Audit started.')
  await announcePlan(task, options, host)
  const hide = showProgress(() => progressText(runHost.progress), options.show, host.io)
  const { report: collected, notes } = await audit(asked, runHost).finally(hide)
  const audited = withConfigRecord(collected, options.config)
  if (isLogged) task.say.note(endText(runHost.progress, (performance.now() - started) / SECOND))
  const report = await withFindings(audited, inputs, interruption.signal)
  const gaps = interruption.exit === null && !showsSummary(options, host) ? gapLine(report.gaps) : null
  return { report, notes: gaps === null ? notes : [...notes, gaps] }
}

const withConfigRecord = (report: Report, config: Options['config']): Report =>
  config === null ? report : { ...report, scope: { ...report.scope, config } }

/** Announces the plan: on a terminal before a long run, and always with `--log-progress`. */
async function announcePlan({ asked, runHost, say }: Task, { show }: Options, { io }: Host): Promise<void> {
  if (show.progress === 'off' || (show.progress === 'auto' && !io.stderr.isTTY)) return
  const [sources, dependents] = await Promise.all([loadSources(asked), loadDependents(asked.dependents)])
  runHost.progress.onListed(listed => {
    const plan = planOf(listed, asked, sources, dependents)
    runHost.progress.plannedSeconds = plan.seconds
    if (show.progress === 'log' || plan.seconds > LONG) say.note(`${planText(plan)}.`)
  })
}

/** Whether the terminal shows the summary of the table, which names the gaps. `publish` shows no table; every format of
 * `key` names the gaps. */
const showsSummary = ({ show, purpose, audit: asked }: Options, { io }: Host): boolean =>
  asked.oneKey !== null ||
  (purpose === 'show' &&
    io.stdout.isTTY &&
    show.outputs.some(({ format, file }) => format === 'table' && file === null))

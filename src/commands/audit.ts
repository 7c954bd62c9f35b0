import { audit } from '../audit.ts'
import { estimateText } from '../audit/estimate-text.ts'
import { estimate } from '../audit/estimate.ts'
import { gapLine } from '../audit/gap-line.ts'
import { planOf, planText } from '../audit/plan.ts'
import type { Ports } from '../audit/ports.ts'
import { Progress } from '../audit/progress.ts'
import { readSavedReport } from '../audit/saved-report.ts'
import { showProgress } from '../audit/show-progress.ts'
import { toGapRecord } from '../audit/to-record.ts'
import type { Wire } from '../aws/wire.ts'
import type { Check } from '../checks/check.ts'
import type { ExitCode } from '../lib/exit.ts'
import { AuditError, EXIT } from '../lib/exit.ts'
import { checkWritable } from '../lib/output-file.ts'
import type { AuditOptions, Options } from '../options/options.ts'
import type { Command, World } from './command.ts'
import { interruptible, type Interruption } from './interruptible.ts'
import { judged, loadChecks, needsOf } from './judged.ts'
import { exitOf, showReport } from './show-report.ts'
import { speaker, type Speaker } from './speaker.ts'

const command: Command = { run }
export default command

async function run(options: Options, world: World): Promise<ExitCode> {
  const { show } = options
  if (show.outputFile !== null) await checkWritable(show.outputFile)
  if (show.from !== null) {
    const checks = await loadChecks(options.checks.ids)
    const saved = await readSavedReport(show.from)
    if (options.audit.trustOrganization && saved.scope.organization === undefined) throw withoutOrganization(show.from)
    const report = await judged(saved, checks, options.checks)
    await showReport(report, show, world.io)
    return exitOf(report, show)
  }
  const interruption = interruptible(world.io)
  try {
    return await ask(await taskOf(options, world, interruption), options, world)
  } catch (error) {
    if (interruption.exit === null || !(error instanceof AuditError)) throw error
    speaker(options, world.io).note('stopped before anything was known')
    return interruption.exit
  } finally {
    interruption.end()
  }
}

/** Asking AWS for it now would mix two times, and `--from` asks nothing. */
const withoutOrganization = (path: string): AuditError =>
  new AuditError('usage', `${path} does not hold the organization's accounts.`, {
    hint: 'Audit with --trust-org -o json, or name them with --trusted-account.',
  })

interface Task {
  asked: AuditOptions
  checks: readonly Check[]
  ports: Ports
  say: Speaker
  interruption: Interruption
}

async function taskOf(options: Options, world: World, interruption: Interruption): Promise<Task> {
  const { wire, regions } = await wireOf(options, world)
  const checks = await loadChecks(options.checks.ids)
  const needs = needsOf(checks, options.checks)
  const asked = { ...options.audit, regions: options.audit.regions ?? regions, needs }
  const say = speaker(options, world.io)
  const { signal } = interruption
  const { env } = world.io
  const { note: warn, debug } = say
  const ports = { env, now: world.now, wire, signal, progress: new Progress(), warn, debug }
  return { asked, checks, ports, say, interruption }
}

async function wireOf(
  options: Options,
  world: World,
): Promise<{ wire: Wire | null; regions: readonly string[] | null }> {
  if (!options.demo) return { wire: world.wire, regions: null }
  const { demoWire } = await import('../demo/wire.ts')
  const wire = demoWire(world.now())
  return { wire, regions: wire.regions }
}

async function ask(task: Task, options: Options, world: World): Promise<ExitCode> {
  const { asked, ports, say } = task
  const { show } = options
  if (options.estimate) {
    const { plan, gaps } = await estimate(asked, ports)
    if (task.interruption.exit !== null) {
      say.note('stopped: there is no estimate')
      return task.interruption.exit
    }
    await world.io.stdout.write(estimateText(plan))
    const line = gapLine(gaps.map(toGapRecord))
    if (line !== null) say.note(line)
    return EXIT.ok
  }
  announcePlan(task, options, world)
  const hide = showProgress(ports.progress, show, world.io.stderr)
  const { report: audited, notes } = await audit(asked, ports).finally(hide)
  const report = await judged(audited, task.checks, options.checks, task.interruption.signal)
  const { exit } = task.interruption
  const gaps = gapLine(report.gaps)
  if (exit !== null) say.note('stopped: this is what was known by then')
  for (const line of gaps === null ? notes : [...notes, gaps]) say.note(line)
  await showReport(report, show, world.io, exit !== null)
  return exit ?? exitOf(report, show)
}

/** Before a run that takes longer than this, in seconds, people want to know. */
const LONG = 30

/** On a terminal, or where progress is logged; what goes to a file stays free of it. */
function announcePlan({ asked, ports, say }: Task, { show }: Options, { io }: World): void {
  if (show.progress === 'off' || (show.progress === 'auto' && !io.stderr.isTTY)) return
  ports.progress.onListed(listed => {
    const plan = planOf(listed, asked)
    if (plan.seconds > LONG) say.note(planText(plan))
  })
}

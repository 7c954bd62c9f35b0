import type { AuditResult } from '../audit.ts'
import { audit } from '../audit.ts'
import { gapLine } from '../audit/gap-line.ts'
import { planOf, planText } from '../audit/plan.ts'
import { Progress } from '../audit/progress.ts'
import type { Ports } from '../audit/ports.ts'
import { showProgress } from '../audit/show-progress.ts'
import type { Wire } from '../aws/wire.ts'
import type { Format, View } from '../formats/format.ts'
import { formats } from '../formats/index.ts'
import type { ExitCode } from '../lib/exit.ts'
import { AuditError, EXIT } from '../lib/exit.ts'
import { checkWritable, writeOutputFile } from '../lib/output-file.ts'
import { writeAll } from '../lib/output.ts'
import { load } from '../lib/registry.ts'
import type { KeyRecord, Report } from '../model/report.ts'
import { isUnused } from '../model/unused.ts'
import type { KeyFilter, Options, ShowOptions } from '../options/options.ts'
import type { Command, World } from './command.ts'
import { interruptible } from './interruptible.ts'

const command: Command = { run }
export default command

async function run(options: Options, world: World): Promise<ExitCode> {
  const { show } = options
  if (show.outputFile !== null) await checkWritable(show.outputFile)
  const { wire, regions } = await wireOf(options, world)
  const interruption = interruptible(world.io)
  const say = speaker(options, world)
  const progress = new Progress()
  announcePlan(progress, options, world, say.note)
  const ports: Ports = {
    env: world.io.env,
    now: world.now,
    wire,
    signal: interruption.signal,
    progress,
    debug: say.debug,
  }
  const hide = showProgress(progress, show, world.io.stderr)
  try {
    const result = await audit({ ...options.audit, regions: options.audit.regions ?? regions }, ports).finally(hide)
    if (interruption.exit !== null) say.note('stopped: this is what was known by then')
    tell(result, say.note)
    await write(result.report, show, world, interruption.exit !== null)
    return interruption.exit ?? exitOf(result.report, show)
  } catch (error) {
    if (interruption.exit === null || !(error instanceof AuditError)) throw error
    return interruption.exit
  } finally {
    interruption.end()
  }
}

/** Before a run that takes longer than this, in seconds, people want to know. */
const LONG = 30

/** On a terminal, or where progress is logged; what goes to a file stays free of it. */
function announcePlan(
  progress: Progress,
  { audit: asked, show }: Options,
  { io }: World,
  note: (text: string) => void,
): void {
  if (show.progress === 'off' || (show.progress === 'auto' && !io.stderr.isTTY)) return
  progress.onListed(keysByPlace => {
    const plan = planOf(keysByPlace, asked)
    if (plan.seconds > LONG) note(planText(plan))
  })
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

function speaker({ show, debug }: Options, { io }: World) {
  // On a terminal the line of the progress stands there already.
  const clear = io.stderr.isTTY ? '\r\u001b[K' : ''
  const line = (text: string): void => void io.stderr.write(`${clear}${text}\n`)
  return {
    note: (text: string): void => (show.quiet ? undefined : line(`kms-audit: ${text}`)),
    debug: (text: string): void => (debug ? line(`debug: ${text}`) : undefined),
  }
}

function tell({ report, notes }: AuditResult, note: (text: string) => void): void {
  const gaps = gapLine(report.gaps)
  for (const text of gaps === null ? notes : [...notes, gaps]) note(text)
}

/** What is known is written, also of a run that was cut short: then not over the last whole report. */
async function write(report: Report, show: ShowOptions, { io }: World, partial: boolean): Promise<void> {
  const format = await load<Format>(formats, show.output)
  const shown = { ...report, keys: report.keys.filter(key => isShown(key, show.only)) }
  const terminal = show.outputFile === null && io.stdout.isTTY
  const view: View = { terminal, width: io.stdout.columns, color: terminal && show.color }
  const chunks = format.render(shown, view)
  if (show.outputFile === null) await writeAll(io.stdout, chunks)
  else await writeOutputFile(show.outputFile, chunks, { partial })
}

const isShown = (key: KeyRecord, only: readonly KeyFilter[]): boolean =>
  only.length === 0 || only.some(filter => fits(key, filter))

const fits = (key: KeyRecord, filter: KeyFilter): boolean =>
  filter === 'unused' ? isUnused(key) : key.disposition === filter.replace('-', '_')

function exitOf({ keys, gaps }: Report, { failOn, strict }: ShowOptions): ExitCode {
  if (keys.some(key => failOn.some(filter => fits(key, filter)))) return EXIT.findings
  if (gaps.some(({ reason, account_id }) => reason === 'expired' && account_id !== '')) return EXIT.incomplete
  return strict && gaps.some(({ reason }) => reason !== 'vanished') ? EXIT.incomplete : EXIT.ok
}

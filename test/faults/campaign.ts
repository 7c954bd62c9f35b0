import { HOUR } from '../../src/model/time.ts'
import { mapBounded } from '../../src/lib/flow/map-bounded.ts'
import { faultRuns, type FaultRun } from './fault-run.ts'
import { brokenInvariants } from './broken-invariants.ts'

interface Violation {
  /** Null: the process noticed it, not one run. */
  run: number | null
  what: string
}

interface Outcome {
  seconds: number
  /** The number of times that each fault occurred. */
  faults: Readonly<Record<string, number>>
  /** The number of runs by exit code. */
  exits: Readonly<Record<string, number>>
  calls: number
  /** The longest run. */
  slowest: { run: number; seconds: number }
  violations: readonly Violation[]
  /** Runs that broke an invariant while the machine was too busy, and were repeated alone. */
  repeated: readonly number[]
}

/** Runs at a time. Each of them waits most of the time. */
const AT_ONCE = 24

/**
 * Milliseconds for which the process was blocked, after which a run is repeated alone instead of judged: calls with a time
 * limit of three seconds may fail then without a fault.
 */
const TOO_BUSY = 1000

// As in bin/kms-audit.cjs: the SDK's advice about Node versions would count as a warning.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true'

/** Runs the program for each number and checks the invariants of each run. */
export async function campaign(
  seed: number,
  runs: readonly number[],
  show: (faultRun: FaultRun) => void = () => {},
): Promise<Outcome> {
  const faults: Record<string, number> = {}
  const exits: Record<string, number> = {}
  const violations: Violation[] = []
  let calls = 0
  let slowest = { run: 0, seconds: 0 }
  const started = performance.now()
  const stop = listen(what => violations.push({ run: null, what }))
  const look = (run: number, faultRun: FaultRun): void => {
    show(faultRun)
    for (const [name, count] of Object.entries(faultRun.faults.counts)) add(faults, name, count)
    const throttled = Object.values(faultRun.aws.throttled).reduce((sum, count) => sum + count, 0)
    if (throttled > 0) add(faults, 'over a quota', throttled)
    if (faultRun.pace.name !== 'still') add(faults, faultRun.pace.name, 1)
    if (faultRun.earlierFaults !== null && faultRun.begin - faultRun.scenario.now > HOUR)
      add(faults, 'old checkpoint', 1)
    calls += Object.values(faultRun.aws.calls).reduce((sum, count) => sum + count, 0)
    if (faultRun.seconds > slowest.seconds) slowest = { run, seconds: faultRun.seconds }
    add(exits, String(faultRun.exit), 1)
  }
  const repeated: number[] = []
  await mapBounded(AT_ONCE, runs, async run => {
    const runsOfIt = await faultRuns(seed, run)
    for (const faultRun of runsOfIt) look(run, faultRun)
    const broken = runsOfIt.flatMap(brokenInvariants)
    if (broken.length > 0 && runsOfIt.some(({ stall }) => stall > TOO_BUSY)) repeated.push(run)
    else violations.push(...broken.map(what => ({ run, what })))
  })
  for (const run of repeated)
    for (const what of (await faultRuns(seed, run)).flatMap(brokenInvariants)) violations.push({ run, what })
  stop()
  return { seconds: (performance.now() - started) / 1000, faults, exits, calls, slowest, violations, repeated }
}

function add(counts: Record<string, number>, name: string, count: number): void {
  counts[name] = (counts[name] ?? 0) + count
}

/** Reports unhandled rejections and warnings of the process. Returns a function that ends this. */
function listen(tell: (what: string) => void): () => void {
  const rejected = (reason: unknown): void =>
    tell(`unhandled rejection: ${reason instanceof Error ? reason.stack : String(reason)}`)
  const warned = (warning: Error): void => tell(`warning: ${warning.message}`)
  process.on('unhandledRejection', rejected)
  process.on('warning', warned)
  return () => {
    process.off('unhandledRejection', rejected)
    process.off('warning', warned)
  }
}

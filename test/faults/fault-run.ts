import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { SimulatedAws } from '../../src/simulation/wire/simulated-aws.ts'
import { main } from '../../src/main.ts'
import { HOUR, type Instant } from '../../src/model/time.ts'
import type { Report } from '../../src/model/report/report.ts'
import { memoryIo } from '../memory-io.ts'
import { randomFor, type RandomChoices } from './random-choices.ts'
import { randomPace, RunClock, STILL, type Pace } from './run-clock.ts'
import { randomRequest, type AuditRequest } from './audit-request.ts'
import { randomScenario, type Scenario } from './random-scenario.ts'
import { ShownUses } from './shown-uses.ts'
import { RandomFaults } from './random-faults.ts'
import { truthOf, type Truth } from './truth.ts'
import { faultWire } from './fault-wire.ts'

/** One run of the program, and all that is needed to check its invariants. */
export interface FaultRun {
  scenario: Scenario
  truth: Truth
  request: AuditRequest
  faults: RandomFaults
  /** The faults of the run that this one resumes. Null: this run is not resumed. */
  earlierFaults: RandomFaults | null
  aws: SimulatedAws
  pace: Pace
  /** AWS's time at the beginning and at the end of this run. */
  begin: Instant
  end: Instant
  /** Uses that the answers of AWS have shown to this run. */
  shown: ShownUses
  /** Quotas of the simulated AWS, as a multiple of the real ones. `off`: none. */
  quotas: number | 'off'
  /** Null: the run did not end in time. */
  exit: number | null
  out: string
  err: string
  /** Null: stdout was empty. */
  report: Report | null
  seconds: number
  /** The longest time for which the process was blocked, in milliseconds. */
  stall: number
}

/** Milliseconds after which a run counts as endless. */
const LONGEST = 120_000
const RATES = 'LookupEvents=200,GetKeyLastUsage=500,ListRegions=50,DescribeRegions=50'

/** Does a random run. Some are followed by a second one that resumes from the checkpoint without faults. */
export async function faultRuns(seed: number, index: number): Promise<FaultRun[]> {
  const random = randomFor(`${seed}/${index}`)
  const scenario = randomScenario(random)
  // Sessions of a role end after an hour, so a run that takes hours uses other credentials.
  const pace = scenario.roles.length > 0 ? STILL : randomPace(randomFor(`${seed}/${index} pace`))
  const request = randomRequest(random, scenario, pace)
  const regions = [...new Set(request.accounts.flatMap(request.regionsOf))]
  const faults = new RandomFaults(`${seed}/${index} troubles`, regions, request.maxDuration !== null)
  const quotas = random.chance(0.15) ? random.int(15, 100) : 'off'
  const begin = scenario.now
  const setting = {
    scenario,
    request,
    faults,
    earlierFaults: null,
    quotas,
    truth: truthOf(scenario),
    pace,
    begin,
  } as const
  if (!random.chance(0.2)) return [await runOnce(setting, random, [])]
  const folder = await mkdtemp(join(tmpdir(), 'kms-audit-faults-'))
  const checkpoint = ['--checkpoint', join(folder, 'checkpoint')]
  try {
    const first = await runOnce(setting, random, checkpoint)
    if (first.exit === null) return [first]
    const none = new RandomFaults('calm', regions, false, 0)
    // The stored answers of the first run may be hours old.
    const later =
      first.end + (scenario.roles.length > 0 ? 0 : randomFor(`${seed}/${index} later`).pick([0, 0, 2, 9, 20]) * HOUR)
    const calm = { ...setting, faults: none, earlierFaults: faults, quotas: 'off', begin: later } as const
    return [first, await runOnce(calm, random, checkpoint)]
  } finally {
    await rm(folder, { recursive: true })
  }
}

type RunSetting = Pick<
  FaultRun,
  'scenario' | 'truth' | 'request' | 'faults' | 'earlierFaults' | 'quotas' | 'pace' | 'begin'
>

async function runOnce(setting: RunSetting, random: RandomChoices, more: readonly string[]): Promise<FaultRun> {
  const { scenario, request, faults, quotas, pace, begin } = setting
  const time = new RunClock(begin, pace)
  const world = { ...scenario.world, clock: () => time.now }
  const latencyMs = random.pick([0, 0, [0, 8]] as const)
  const aws = new SimulatedAws(world, { quotas, latencyMs, faults: [faults.fault], seed: random.int(1, 1e9) })
  const shown = new ShownUses()
  const answer = aws.handle.bind(aws)
  aws.handle = async asked => {
    const response = await answer(asked)
    shown.record(asked, response, time.now)
    return response
  }
  const sizes = {
    Limit: random.pick([8, 12, 50]),
    MaxResults: random.pick([50, 50, 20]),
    MaxDatapoints: random.pick([100_800, 60, 20]),
  }
  const wire = faultWire(aws, sizes, time)
  const wrongBy = random.pick([0, 0, 0, 1000, -3_600_000])
  const machine = (): number => time.now + wrongBy
  const io = memoryIo({ env: { AWS_REGION: 'us-east-1', KMS_AUDIT_MAX_RATE: RATES } })
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>(resolve => (timer = setTimeout(resolve, LONGEST, null)))
  const started = performance.now()
  const delays = monitorEventLoopDelay()
  delays.enable()
  const exit = await Promise.race([main([...request.argv, ...more], io, machine, wire), late])
  clearTimeout(timer)
  delays.disable()
  if (exit === null) io.signal('SIGINT')
  const seconds = (performance.now() - started) / 1000
  const stall = delays.max / 1e6
  const { now: end } = time
  return { ...setting, aws, shown, end, exit, out: io.out(), err: io.err(), report: reportIn(io.out()), seconds, stall }
}

function reportIn(out: string): Report | null {
  try {
    return JSON.parse(out) as Report
  } catch {
    return null
  }
}

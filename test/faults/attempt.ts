import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SimulatedAws } from '../../src/simulation/wire/simulated-aws.ts'
import { main } from '../../src/main.ts'
import { HOUR, type Instant } from '../../src/model/time.ts'
import type { Report } from '../../src/model/report.ts'
import { memoryIo } from '../memory-io.ts'
import { diceOf, type Dice } from './dice.ts'
import { aPace, PassingTime, STILL, type Pace } from './pace.ts'
import { aRequest, type Request } from './request.ts'
import { aScene, type Scene } from './scene.ts'
import { Shown } from './shown.ts'
import { Troubles } from './troubles.ts'
import { truthOf, type Truth } from './truth.ts'
import { wireOf } from './wire.ts'

/** One whole run of the program, and all that is needed to judge it. */
export interface Attempt {
  scene: Scene
  truth: Truth
  request: Request
  troubles: Troubles
  /** Those of the run that it goes on from. */
  earlier: Troubles | null
  aws: SimulatedAws
  pace: Pace
  /** AWS's time when this run began, and when it ended. */
  begin: Instant
  end: Instant
  /** Uses that AWS has shown to this run. */
  shown: Shown
  /** Quotas on the other side, as a multiple of AWS's; `off`: none. */
  quotas: number | 'off'
  /** Null: it did not end in time. */
  exit: number | null
  out: string
  err: string
  /** Null: there was nothing on stdout. */
  report: Report | null
  seconds: number
}

/** A run that takes longer does not end. */
const LONGEST = 120_000
const RATES = 'LookupEvents=200,GetKeyLastUsage=500,ListRegions=50,DescribeRegions=50'

/** A random run; now and then a second one goes on from its checkpoint when the troubles are over. */
export async function attempts(seed: number, index: number): Promise<Attempt[]> {
  const dice = diceOf(`${seed}/${index}`)
  const scene = aScene(dice)
  // Sessions of a role end after an hour: a run that takes hours needs credentials of its own.
  const pace = scene.roles.length > 0 ? STILL : aPace(diceOf(`${seed}/${index} pace`))
  const request = aRequest(dice, scene, pace)
  const regions = [...new Set(request.accounts.flatMap(request.regionsOf))]
  const troubles = new Troubles(`${seed}/${index} troubles`, regions, request.maxDuration !== null)
  const quotas = dice.chance(0.15) ? dice.int(15, 100) : 'off'
  const begin = scene.now
  const setting = { scene, request, troubles, earlier: null, quotas, truth: truthOf(scene), pace, begin } as const
  if (!dice.chance(0.2)) return [await attempt(setting, dice, [])]
  const folder = await mkdtemp(join(tmpdir(), 'kms-audit-faults-'))
  const checkpoint = ['--checkpoint', join(folder, 'checkpoint')]
  try {
    const first = await attempt(setting, dice, checkpoint)
    if (first.exit === null) return [first]
    const none = new Troubles('calm', regions, false, 0)
    // The answers of the first run may be hours old.
    const later =
      first.end + (scene.roles.length > 0 ? 0 : diceOf(`${seed}/${index} later`).pick([0, 0, 2, 9, 20]) * HOUR)
    const calm = { ...setting, troubles: none, earlier: troubles, quotas: 'off', begin: later } as const
    return [first, await attempt(calm, dice, checkpoint)]
  } finally {
    await rm(folder, { recursive: true })
  }
}

type Setting = Pick<Attempt, 'scene' | 'truth' | 'request' | 'troubles' | 'earlier' | 'quotas' | 'pace' | 'begin'>

async function attempt(setting: Setting, dice: Dice, more: readonly string[]): Promise<Attempt> {
  const { scene, request, troubles, quotas, pace, begin } = setting
  const time = new PassingTime(begin, pace)
  const world = { ...scene.world, clock: () => time.now }
  const latencyMs = dice.pick([0, 0, [0, 8]] as const)
  const aws = new SimulatedAws(world, { quotas, latencyMs, faults: [troubles.fault], seed: dice.int(1, 1e9) })
  const shown = new Shown()
  const answer = aws.handle.bind(aws)
  aws.handle = async asked => {
    const response = await answer(asked)
    shown.see(asked, response, time.now)
    return response
  }
  const sizes = {
    Limit: dice.pick([8, 12, 50]),
    MaxResults: dice.pick([50, 50, 20]),
    MaxDatapoints: dice.pick([100_800, 60, 20]),
  }
  const wire = wireOf(aws, sizes, time)
  const wrongBy = dice.pick([0, 0, 0, 1000, -3_600_000])
  const machine = (): number => time.now + wrongBy
  const io = memoryIo({ env: { AWS_REGION: 'us-east-1', KMS_AUDIT_MAX_RATE: RATES } })
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>(resolve => (timer = setTimeout(resolve, LONGEST, null)))
  const started = performance.now()
  const exit = await Promise.race([main([...request.argv, ...more], io, machine, wire), late])
  clearTimeout(timer)
  if (exit === null) io.signal('SIGINT')
  const seconds = (performance.now() - started) / 1000
  const { now: end } = time
  return { ...setting, aws, shown, end, exit, out: io.out(), err: io.err(), report: reportIn(io.out()), seconds }
}

function reportIn(out: string): Report | null {
  try {
    return JSON.parse(out) as Report
  } catch {
    return null
  }
}

import type { Instant } from '../../model/time.ts'
import { requestHandlerOf, type SimulatedHandler } from './request-handler.ts'
import { SampleArchive } from '../sample/archive/sample-archive.ts'
import { SAMPLE_REGIONS, sampleWorld } from '../sample/sample-account.ts'
import { sampleAfterStep } from '../sample/sample-after-step.ts'
import type { SimulatedWorld } from '../world/world.ts'
import { SimulatedAws, type SimulatedAwsOptions } from './simulated-aws.ts'

interface DemoWire {
  requestHandler: SimulatedHandler
  credentials: { accessKeyId: string; secretAccessKey: string }
  regions: readonly string[]
  /** The log files of the sample account. */
  archive: SampleArchive
}

/** Returns what a client needs to talk to the sample account. */
export const demoWire = (now: Instant, options: SimulatedAwsOptions = {}): DemoWire => wireTo(sampleWorld(now), options)

/** Returns the same for the sample account a month after a plan, whose keys were disabled. */
export const demoWireAfterStep = (planned: Instant, keyArns: readonly string[]): DemoWire & { now: Instant } => {
  const world = sampleAfterStep(planned, keyArns)
  return { ...wireTo(world, {}), now: world.clock() }
}

/**
 * Returns what a client needs to talk to a simulated world. It has the quotas of AWS and answers as fast as AWS does
 * at best, so the quotas alone decide how long the demo takes.
 */
function wireTo(world: SimulatedWorld, options: SimulatedAwsOptions): DemoWire {
  const aws = new SimulatedAws(world, { latencyMs: [2, 6], quotas: 1, log: false, ...options })
  return {
    requestHandler: requestHandlerOf(aws),
    credentials: { accessKeyId: world.accounts[0]?.accessKeyIds[0] ?? '', secretAccessKey: 'none' },
    regions: SAMPLE_REGIONS,
    archive: new SampleArchive(world.clock()),
  }
}

import type { Instant } from '../../model/time.ts'
import { requestHandlerOf, type SimulatedHandler } from './request-handler.ts'
import { SAMPLE_REGIONS, sampleWorld } from '../sample/sample-account.ts'
import { SimulatedAws, type SimulatedAwsOptions } from './simulated-aws.ts'

interface DemoWire {
  requestHandler: SimulatedHandler
  credentials: { accessKeyId: string; secretAccessKey: string }
  regions: readonly string[]
}

/**
 * Returns what a client needs to talk to the sample account. It has the quotas of AWS and answers as fast as AWS does
 * at best, so the quotas alone decide how long the demo takes.
 */
export function demoWire(now: Instant, options: SimulatedAwsOptions = {}): DemoWire {
  const world = sampleWorld(now)
  const aws = new SimulatedAws(world, { latencyMs: [2, 6], quotas: 1, log: false, ...options })
  return {
    requestHandler: requestHandlerOf(aws),
    credentials: { accessKeyId: world.accounts[0]?.accessKeyIds[0] ?? '', secretAccessKey: 'none' },
    regions: SAMPLE_REGIONS,
  }
}

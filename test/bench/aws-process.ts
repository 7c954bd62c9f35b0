import { serve } from '../../src/demo/server.ts'
import { SimulatedAws } from '../../src/demo/simulated-aws.ts'
import { scenarios, type ScenarioName } from './scenarios.ts'

/** What the process that measures may ask for: the calls counted so far. */
export interface Counters {
  calls: Readonly<Record<string, number>>
  throttled: Readonly<Record<string, number>>
}

/** Real quotas, a burst of a second's worth, and answers after a few milliseconds. */
const LATENCY = [2, 5] as const

// A process of its own: what the simulation costs must not count as the program's.
const [scenario, quotas] = process.argv.slice(2) as [ScenarioName, 'real' | 'off']
const world = scenarios[scenario].world()
const aws = new SimulatedAws(world, { latencyMs: LATENCY, quotas: quotas === 'real' ? 1 : 'off', log: false })
const { url, close } = await serve(aws)
process.on('message', () => process.send?.({ calls: aws.calls, throttled: aws.throttled } satisfies Counters))
process.on('disconnect', () => void close())
process.send?.(url)

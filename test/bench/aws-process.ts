import { subscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import type { Fault } from '../../src/simulation/faults/faults.ts'
import { serve } from '../../src/simulation/wire/server.ts'
import { SimulatedAws } from '../../src/simulation/wire/simulated-aws.ts'
import { scenarios, type ScenarioName } from './scenarios.ts'
import { recordCall, type RecordedCall } from './recorded-call.ts'

/** The counts that the measuring process can ask for. */
export interface Counters {
  calls: Readonly<Record<string, number>>
  throttled: Readonly<Record<string, number>>
  /** The most connections that were open at a time. */
  sockets: number
}

/** Milliseconds that an answer takes. */
const LATENCY = [2, 5] as const

// A process of its own, because the cost of the simulation must not count as the program's.
const [scenario, quotas] = process.argv.slice(2) as [ScenarioName, 'real' | 'off']
const recorded: RecordedCall[] = []
const open = new Set<Socket>()
let sockets = 0
subscribe('http.server.request.start', message => {
  const { socket } = message as { socket: Socket }
  if (open.has(socket)) return
  open.add(socket)
  sockets = Math.max(sockets, open.size)
  socket.once('close', () => open.delete(socket))
})
const recorder: Fault = {
  when: call => {
    recorded.push(recordCall(call))
    return false
  },
  effect: { kind: 'reset' },
}
const world = scenarios[scenario].world()
const aws = new SimulatedAws(world, {
  latencyMs: LATENCY,
  quotas: quotas === 'real' ? 1 : 'off',
  faults: scenarios[scenario].isRecorded === true ? [recorder] : [],
  log: false,
})
const { url, close } = await serve(aws)
process.on('message', asked => {
  if (asked === 'recordedCalls') process.send?.(recorded)
  else process.send?.({ calls: aws.calls, throttled: aws.throttled, sockets } satisfies Counters)
})
process.on('disconnect', () => void close())
process.send?.(url)

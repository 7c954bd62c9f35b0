import { subscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import type { Fault } from '../../src/simulation/faults/faults.ts'
import { serve } from '../../src/simulation/wire/server.ts'
import { SimulatedAws } from '../../src/simulation/wire/simulated-aws.ts'
import { scenarios, type ScenarioName } from './scenarios.ts'
import { taped, type TapedCall } from './tape.ts'

/** What the process that measures may ask for: the calls counted so far. */
export interface Counters {
  calls: Readonly<Record<string, number>>
  throttled: Readonly<Record<string, number>>
  /** The most connections that were open at a time. */
  sockets: number
}

/** Real quotas, a burst of a second's worth, and answers after a few milliseconds. */
const LATENCY = [2, 5] as const

// A process of its own: what the simulation costs must not count as the program's.
const [scenario, quotas] = process.argv.slice(2) as [ScenarioName, 'real' | 'off']
const tape: TapedCall[] = []
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
    tape.push(taped(call))
    return false
  },
  effect: { kind: 'reset' },
}
const world = scenarios[scenario].world()
const aws = new SimulatedAws(world, {
  latencyMs: LATENCY,
  quotas: quotas === 'real' ? 1 : 'off',
  faults: scenarios[scenario].taped === true ? [recorder] : [],
  log: false,
})
const { url, close } = await serve(aws)
process.on('message', asked => {
  if (asked === 'tape') process.send?.(tape)
  else process.send?.({ calls: aws.calls, throttled: aws.throttled, sockets } satisfies Counters)
})
process.on('disconnect', () => void close())
process.send?.(url)

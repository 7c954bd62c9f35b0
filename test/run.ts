import { main } from '../src/main.ts'
import type { WireRequest } from '../src/simulation/wire/call.ts'
import { requestHandlerOf } from '../src/simulation/wire/request-handler.ts'
import { SimulatedAws, type SimulatedAwsOptions } from '../src/simulation/wire/simulated-aws.ts'
import type { SimulatedWorld } from '../src/simulation/world/world.ts'
import type { KeyRecord, Report } from '../src/model/report/report.ts'
import { memoryIo, type MemoryIo } from './memory-io.ts'

export interface Run {
  exit: number
  out: string
  err: string
  aws: SimulatedAws
  io: MemoryIo
  /** Everything that went over the wire, in its order. */
  requests: readonly WireRequest[]
  /** The report, of runs with `-o json`. */
  report: () => Report
  /** The record of the key whose id ends so. */
  key: (ending: string) => KeyRecord
}

export interface RunOptions extends SimulatedAwsOptions {
  io?: MemoryIo
  /** The machine's clock; that of the world if not said. */
  machine?: () => number
  /** Milliseconds of the clock that nobody sets; the real one if not said. */
  elapsed?: () => number
  /** Share of the usual pauses before a call is tried again; a tenth if not said. */
  patience?: number
  /** Who signs; the first account's own access key if not said. `by-profile`: whatever the SDK finds itself. */
  signs?: 'by-profile'
  /** Sees every request before it is answered. */
  onRequest?: (request: WireRequest, aws: SimulatedAws) => void
}

// As bin/kms-audit.cjs does: the SDK's advice about Node versions would mix with what is looked at.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true'

/** Without quotas on the other side nobody need wait for them; tests of the pace say so. */
export const FAST = {
  AWS_REGION: 'us-east-1',
  KMS_AUDIT_MAX_RATE: 'LookupEvents=200,GetKeyLastUsage=500,ListGrants=5000',
}

/** The whole program over a simulated AWS, in this process: arguments in, what the user sees out. */
export async function run(argv: readonly string[], world: SimulatedWorld, options: RunOptions = {}): Promise<Run> {
  const {
    io = memoryIo({ env: FAST }),
    machine = world.clock,
    elapsed,
    signs,
    patience = 0.1,
    onRequest,
    ...simulation
  } = options
  const aws = new SimulatedAws(world, simulation)
  const requests: WireRequest[] = []
  const answer = aws.handle.bind(aws)
  aws.handle = request => {
    requests.push(request)
    onRequest?.(request, aws)
    return answer(request)
  }
  const accessKeyId = world.accounts[0]?.accessKeyIds[0] ?? ''
  const credentials = signs === 'by-profile' ? {} : { credentials: { accessKeyId, secretAccessKey: 'none' } }
  const exit = await main(argv, io, machine, {
    requestHandler: requestHandlerOf(aws),
    patience,
    ...credentials,
    ...(elapsed === undefined ? {} : { elapsed }),
  })
  const report = (): Report => JSON.parse(io.out()) as Report
  const key = (ending: string): KeyRecord => {
    const found = report().keys.find(({ key_id }) => key_id.endsWith(ending))
    if (found === undefined) throw new Error(`no key …${ending} in the report`)
    return found
  }
  return { exit, out: io.out(), err: io.err(), aws, io, requests, report, key }
}

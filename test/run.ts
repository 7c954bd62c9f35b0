import { main } from '../src/main.ts'
import { requestHandlerOf } from '../src/demo/request-handler.ts'
import { SimulatedAws, type SimulatedAwsOptions } from '../src/demo/simulated-aws.ts'
import type { World } from '../src/demo/world.ts'
import type { KeyRecord, Report } from '../src/model/report.ts'
import { memoryIo, type MemoryIo } from './memory-io.ts'

export interface Run {
  exit: number
  out: string
  err: string
  aws: SimulatedAws
  io: MemoryIo
  /** The report, of runs with `-o json`. */
  report: () => Report
  /** The record of the key whose id ends so. */
  key: (ending: string) => KeyRecord
}

// As bin/kms-audit.js does: the SDK's advice about Node versions would mix with what is looked at.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true'

/** Without quotas on the other side nobody need wait for them; tests of the pace say so. */
export const FAST = { AWS_REGION: 'us-east-1', KMS_AUDIT_MAX_RATE: 'LookupEvents=200,GetKeyLastUsage=500' }

/** The whole program over a simulated AWS, in this process: arguments in, what the user sees out. */
export async function run(
  argv: readonly string[],
  world: World,
  options: SimulatedAwsOptions & { io?: MemoryIo; machine?: () => number } = {},
): Promise<Run> {
  const { io = memoryIo({ env: FAST }), machine = world.clock, ...simulation } = options
  const aws = new SimulatedAws(world, simulation)
  const accessKeyId = world.accounts[0]?.accessKeyIds[0] ?? ''
  const wire = { requestHandler: requestHandlerOf(aws), credentials: { accessKeyId, secretAccessKey: 'none' } }
  const exit = await main(argv, io, machine, wire)
  const report = (): Report => JSON.parse(io.out()) as Report
  const key = (ending: string): KeyRecord => {
    const found = report().keys.find(({ key_id }) => key_id.endsWith(ending))
    if (found === undefined) throw new Error(`no key …${ending} in the report`)
    return found
  }
  return { exit, out: io.out(), err: io.err(), aws, io, report, key }
}

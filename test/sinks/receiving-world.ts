import { type SimReceived, simReceived } from '../../src/simulation/world/sim-received.ts'
import { simAccount, type SimulatedWorld } from '../../src/simulation/world/world.ts'
import type { SimKey } from '../../src/simulation/world/sim-key.ts'
import { memoryIo, type MemoryIo } from '../memory-io.ts'
import { FAST, run, type Run, type RunOptions } from '../run.ts'
import { ACCOUNT, NOW } from '../simulation/services/clients.ts'
import { fine } from './security-hub/a-hub.ts'

/** An account in us-east-1 that receives reports, and what it has received. */
export function receivingWorld(
  received: SimReceived = simReceived({ topics: ['kms', 'kms.fifo'], buckets: ['kms-reports'] }),
  keys: readonly SimKey[] = [fine(1), fine(2)],
): { world: SimulatedWorld; received: SimReceived } {
  const regions = { 'us-east-1': { keys, received } }
  return { world: { clock: () => NOW, accounts: [simAccount({ id: ACCOUNT, regions })] }, received }
}

export const sinkIo = (env: Record<string, string> = {}): MemoryIo => memoryIo({ env: { ...FAST, ...env } })

/** Publishes without asking. The audit makes as few calls as it can. */
export const send = (world: SimulatedWorld, argv: readonly string[], options: RunOptions = {}): Promise<Run> =>
  run(['publish', ...argv, '--yes', '--source', 'none'], world, { io: sinkIo(), ...options })

export { ACCOUNT, NOW }

import { requestHandlerOf } from '../../../src/simulation/wire/request-handler.ts'
import type { SimulatedAws } from '../../../src/simulation/wire/simulated-aws.ts'
import { simAccount, type SimulatedWorld } from '../../../src/simulation/world/world.ts'
import { type SimKey } from '../../../src/simulation/world/sim-key.ts'

export const NOW = Date.UTC(2026, 10, 20, 14, 30)
export const ACCOUNT = '111122223333'

/** A valid key id that ends in the given number. */
export const id = (number: number): string => `11111111-2222-4333-8444-${String(number).padStart(12, '0')}`
export const arn = (number: number, region = 'us-east-1'): string =>
  `arn:aws:kms:${region}:${ACCOUNT}:key/${id(number)}`

/** One account with the given keys in us-east-1. */
export const aWorld = (keys: readonly SimKey[], world: Partial<SimulatedWorld> = {}): SimulatedWorld => ({
  clock: () => NOW,
  accounts: [simAccount({ id: ACCOUNT, regions: { 'us-east-1': { keys } } })],
  ...world,
})

/** Settings for a real client that talks to the simulation and never tries twice. */
export const settings = (aws: SimulatedAws, region = 'us-east-1', accessKeyId = `AKIA${ACCOUNT}DEMO`) => ({
  region,
  credentials: { accessKeyId, secretAccessKey: 'not-a-secret' },
  requestHandler: requestHandlerOf(aws),
  maxAttempts: 1,
})

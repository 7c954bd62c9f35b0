import { simKey, type SimKey } from '../../../src/simulation/world/sim-key.ts'
import { DAY, HOUR } from '../../../src/model/time.ts'
import { id, NOW } from '../../simulation/services/clients.ts'
import { memoryIo } from '../../memory-io.ts'
import { type Run } from '../../run.ts'

/** Back to the start of the line, which goes. */
export const CLEAR = '\r\u001b[K'

export const used = (ago: number, operation = 'Decrypt') => ({ operation, at: NOW - ago })

export const busyKey = (number: number): SimKey => simKey({ id: id(number), uses: [used(3 * HOUR), used(2 * DAY)] })

export const quietKey = (number: number): SimKey => simKey({ id: id(number) })

export const askedKeys = ({ aws }: Run, operation = 'kms:GetKeyLastUsage'): (string | undefined)[] =>
  aws.log.filter(call => call.operation === operation).map(({ keyId }) => keyId)

/** At the quotas that AWS sets, as nobody says otherwise. */
export const atQuotas = (more: Parameters<typeof memoryIo>[0] = {}) =>
  memoryIo({ env: { AWS_REGION: 'us-east-1' }, ...more })

export const numbers = (count: number, from = 0): number[] => Array.from({ length: count }, (_, n) => from + n)

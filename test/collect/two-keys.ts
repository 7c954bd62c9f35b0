import { simKey } from '../../src/simulation/world/sim-key.ts'
import { DAY, HOUR } from '../../src/model/time.ts'
import { id, NOW } from '../simulation/services/clients.ts'

export const used = (ago: number, operation = 'Decrypt') => ({ operation, at: NOW - ago })

export const busy = simKey({ id: id(1), uses: [used(3 * HOUR), used(200 * DAY)] })

export const quiet = simKey({ id: id(2) })

import { DAY } from '../../src/model/time.ts'
import { simKey, type SimKey } from '../../src/simulation/world/sim-key.ts'
import {
  aPlan,
  change,
  disabledKey,
  plannedKey,
  refusedCall,
  removePlans,
  written,
} from '../commands/retire/watched-world.ts'
import { memoryIo } from '../memory-io.ts'
import { FAST, run } from '../run.ts'
import { aWorld, id, NOW } from '../simulation/services/clients.ts'

const named = (number: number, alias: string, more: Partial<SimKey> = {}): SimKey =>
  disabledKey(number, { aliases: [`alias/${alias}`], ...more })

/** What `kms-audit retire watch` prints about four keys, each with another verdict. */
export async function watchScreen(): Promise<string> {
  const shared = named(2, 'partner-exchange')
  const late = simKey({
    id: id(3),
    aliases: ['alias/old-logs'],
    state: 'Disabled',
    noise: [change('DisableKey', NOW - 9 * DAY)],
  })
  const keys = [named(1, 'monthly-close', { uses: [refusedCall()] }), shared, late, named(4, 'photo-archive')]
  const plan = aPlan(
    keys.map(key =>
      plannedKey(key, { dependents_gaps: [], external_accounts: key === shared ? ['444455556666'] : [] }),
    ),
    { searched_types: [] },
  )
  const directory = await written(plan)
  const io = memoryIo({ tty: true, columns: 80, env: { ...FAST, NO_COLOR: '1' } })
  const { out } = await run(['retire', 'watch', directory, '--no-progress'], aWorld(keys), { io })
  await removePlans()
  return out
}

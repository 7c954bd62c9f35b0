import { failure, type Answer } from '../../aws/answers/answer.ts'
import type { RecordedKey } from '../../aws/config/recorded-keys.ts'
import { PlaceClient } from '../../aws/session/place-client.ts'
import type { AliasesByKey } from '../../model/listed-key.ts'
import type { PlaceResult } from '../../report/audited-place.ts'
import { auditPlace } from '../place/audit-place.ts'
import type { PlaceTask } from '../place/place-audit.ts'
import type { Memory } from '../run/memory.ts'
import type { EnteredRun } from '../run/run.ts'
import type { Inventory, RecordedPlace } from './inventory.ts'

/** The client of a place that was not entered: it makes no call, and notes one gap for each operation. */
export function recordedClient(
  { place, why }: RecordedPlace,
  { client }: Inventory,
  { calls }: EnteredRun,
): PlaceClient {
  // The clients are those of the aggregator. No call reaches them.
  return new PlaceClient(place, client.clients, calls, { expired: false, notEntered: why })
}

/**
 * Audits the keys that AWS Config has recorded in a place, as if AWS KMS had listed and described them. Everything else is
 * a gap, except for what a source knows without calling AWS in the place.
 */
export async function auditRecorded(
  task: Omit<PlaceTask, 'memory' | 'auditor' | 'onAnswered'>,
  recorded: RecordedPlace,
  source: string,
): Promise<PlaceResult & { aliases: AliasesByKey }> {
  const { client } = task
  if (!recorded.isAsked) client.giveUp('kms:ListKeys', 'partial', recorded.why)
  const audited = await auditPlace({ ...task, memory: memoryOf(recorded), auditor: null, onAnswered: () => {} })
  const times = new Map(recorded.keys.map(({ listed, recordedAt }) => [listed.id, recordedAt]))
  return {
    ...audited,
    answered: false,
    keys: audited.keys.map(each => ({
      ...each,
      inventory: { source, recordedAt: times.get(each.key.id) ?? null },
    })),
  }
}

/** What AWS Config has recorded, as the answers that AWS KMS would have given. */
function memoryOf({ keys, aliases, why }: RecordedPlace): Memory {
  const byId = new Map(keys.map(key => [key.listed.id, key]))
  const answers: Readonly<Record<string, (key: RecordedKey) => Answer<unknown> | undefined>> = {
    'kms:DescribeKey': ({ described }) => (described === null ? NOT_DESCRIBED : { known: true, value: described }),
    'kms:ListResourceTags': ({ tags }) => (tags === null ? undefined : { known: true, value: tags }),
  }
  return {
    recall<T>(_: unknown, kind: string, id: string): T | undefined {
      if (kind === 'kms:ListKeys') return keys.map(({ listed }) => listed) as T
      // Without recorded aliases the list is asked for, which notes the gap.
      if (kind === 'kms:ListAliases')
        return (aliases === null ? undefined : knownAliases(aliases, why)) as T | undefined
      const key = byId.get(id)
      return key === undefined ? undefined : (answers[kind]?.(key) as T | undefined)
    },
    remember() {},
  }
}

const knownAliases = (aliases: AliasesByKey, why: string) => ({
  names: [...aliases],
  failure: failure('partial', `${why}; AWS Config recorded some aliases, and there may be others`),
})

const NOT_DESCRIBED = failure('malformed', 'the record of AWS Config does not describe the key')

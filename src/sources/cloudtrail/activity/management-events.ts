import type { ManagementEventRecord } from '../../../model/report/activity.ts'
import { isoTime } from '../../../model/time.ts'
import type { KeyEvent } from './key-event.ts'

/** Returns changes of the key, each once, the newest first. */
export function managementRecords(events: readonly KeyEvent[]): ManagementEventRecord[] {
  const byId = new Map(events.map((event, index) => [event.id ?? `without id ${index}`, event]))
  return [...byId.values()].toSorted((a, b) => b.at - a.at).map(toRecord)
}

const toRecord = ({ id, at, operation, caller, error, parameters }: KeyEvent): ManagementEventRecord => ({
  event_id: id,
  event_time: isoTime(at),
  operation,
  ...caller,
  detail: detailOf(parameters),
  error,
})

/**
 * Returns what a change was about, by the parameters that say it: the grantee of CreateGrant, the alias, the days until
 * the deletion. Null: there is nothing to add.
 */
export function detailOf(parameters: Readonly<Record<string, unknown>>): string | null {
  const { granteePrincipal, granteeServicePrincipal, aliasName, pendingWindowInDays, grantId } = parameters
  if (typeof granteePrincipal === 'string') return `to ${granteePrincipal}`
  if (typeof granteeServicePrincipal === 'string') return `to ${granteeServicePrincipal}`
  if (typeof aliasName === 'string') return aliasName
  if (typeof pendingWindowInDays === 'number') return `in ${pendingWindowInDays} days`
  return typeof grantId === 'string' ? `grant ${grantId}` : null
}

/** What decides which changes a key can have had. Null: the key could not be described. */
export interface ChangeTraits {
  origin: string | null
  multiRegion: boolean | null
}

/**
 * The operations that decide who can use a key, and whether it can be used. Each is looked up by its name where the
 * events of the key were not read to their end: a lookup takes half a second, so harmless changes, such as of tags, are
 * left out.
 */
export const changesOf = ({ origin, multiRegion }: ChangeTraits): readonly string[] => [
  'PutKeyPolicy',
  'CreateGrant',
  'RevokeGrant',
  'DisableKey',
  'EnableKey',
  'ScheduleKeyDeletion',
  'CancelKeyDeletion',
  'DisableKeyRotation',
  'UpdateAlias',
  'DeleteAlias',
  ...(origin === 'EXTERNAL' || origin === null ? ['ImportKeyMaterial', 'DeleteImportedKeyMaterial'] : []),
  ...(multiRegion === false ? [] : ['ReplicateKey', 'UpdatePrimaryRegion']),
]

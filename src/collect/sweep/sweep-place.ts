import { failure, type Failure } from '../../aws/answers/answer.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { FoundResource } from '../../dependents/dependent.ts'
import type { NamedDependent } from '../../dependents/load-dependents.ts'
import type { DependentsGapRecord } from '../../model/dependents.ts'
import type { KeyReference, SweepResult } from '../../model/sweep.ts'
import { catchBugs } from '../run/catch-bugs.ts'
import type { Progress } from '../run/progress.ts'
import type { GapLog } from '../../aws/calls/gap-log.ts'
import { dependentRecord } from './dependent-record.ts'
import { TypeSweep } from './type-sweep.ts'

export interface PlaceSweepTask {
  client: PlaceClient
  types: readonly NamedDependent[]
  gaps: GapLog
  progress: Progress
  /** The session denies the use of keys, so that no read can decrypt. */
  cannotUseKeys: boolean
  /** The last uses of the keys have been asked. */
  keysRead: Promise<unknown>
  /** Whether resources without a key are wanted too. Left out: they are not. */
  wantsAll?: boolean
}

/** Searches all types in one place for resources that reference keys. */
export async function sweepPlace(task: PlaceSweepTask): Promise<SweepResult> {
  const swept = await sweepTypes(task)
  return {
    references: swept.flatMap(({ type, resources }) => resources.map(resource => referenceOf(type, resource))),
    gaps: swept.flatMap(({ gap }) => (gap === null ? [] : [gap])),
  }
}

/** What the list of one type found in a place. */
export interface SweptType {
  type: NamedDependent
  resources: readonly FoundResource[]
  /** Null: everything was read. */
  gap: DependentsGapRecord | null
}

/** Lists all types in one place, side by side. Reads that can decrypt wait until the keys have been read. */
export async function sweepTypes(task: PlaceSweepTask): Promise<SweptType[]> {
  const listable = task.types.filter(type => isListable(type, task))
  task.progress.types.total += listable.length
  return Promise.all(
    listable.map(async type => {
      const found = await sweepType(type, task)
      task.progress.types.done++
      return found
    }),
  )
}

function isListable({ dependent: { onlyIn } }: NamedDependent, { client }: PlaceSweepTask): boolean {
  const { partition, region } = client.place
  return onlyIn === undefined || onlyIn[partition] === region
}

async function sweepType(type: NamedDependent, task: PlaceSweepTask): Promise<SweptType> {
  const { id, dependent } = type
  const skipped = whySkipped(type, task)
  if (skipped !== null) return { type, resources: [], gap: gapOf(id, skipped) }
  if (dependent.mayDecrypt !== undefined) await task.keysRead
  const sweep = new TypeSweep(task.client, { wantsAll: task.wantsAll ?? false })
  const { account, region } = task.client.place
  await catchBugs(
    task.gaps,
    { account, region, keyId: null },
    () => sweep.run(dependent),
    () => {
      sweep.failure = failure('partial', 'an internal error')
    },
  )
  return { type, resources: sweep.references, gap: sweep.failure === null ? null : gapOf(id, sweep.failure) }
}

/** Why a type is not read: reading it may use a key, and nothing prevents that. Notes the gap. */
function whySkipped({ dependent, isNamed, id }: NamedDependent, task: PlaceSweepTask): Failure | null {
  const { mayDecrypt, operations } = dependent
  if (mayDecrypt === undefined || task.cannotUseKeys || isNamed) return null
  const why = `not read, because ${mayDecrypt}, which would count as a use of the key; to read it, name ${id} or use --role-arn`
  const skipped = failure('partial', why)
  task.client.note(skipped, operations[0] ?? id)
  return skipped
}

const gapOf = (type: string, { reason, why }: Failure): DependentsGapRecord => ({ type, reason, message: why })

function referenceOf(type: NamedDependent, resource: FoundResource): KeyReference {
  const { id, arn, key = '', role, effect, bucketKey, dataKeyReuseSeconds, otherIds = [] } = resource
  return {
    key,
    dependent: dependentRecord(type, { id, arn, role, effect, bucketKey, dataKeyReuseSeconds, foundBy: 'list' }),
    otherIds: otherIds.filter(other => other !== undefined),
  }
}

import type { TrailChange } from '../../model/archive/coverage.ts'
import type { Instant } from '../../model/time.ts'
import type { TrailId } from './trail-id.ts'

/** What is known of a trail from one of its changes on, until the next. */
export interface ChangedState {
  at: Instant
  /** Whether it records uses of keys. Null: not known. */
  uses: boolean | null
  /** Whether it records write events, so that its next change will be seen. */
  writes: boolean
}

/**
 * The changes after which a trail may record something else, in their order. UpdateTrail is not one of them: it leaves
 * what is recorded as it is.
 */
export function statesOf(trail: TrailId, changes: readonly TrailChange[]): ChangedState[] {
  const states: ChangedState[] = []
  for (const change of changesOf(trail, changes)) {
    if (change.operation === 'UpdateTrail' && change.trail !== null) continue
    const state = stateAfter(change)
    const last = states.at(-1)
    if (last?.at === state.at) states[states.length - 1] = agreed(last, state)
    else states.push(state)
  }
  return states
}

/** The changes of a trail, and those of which it is not known which trail they changed. */
export const changesOf = (trail: TrailId, changes: readonly TrailChange[]): TrailChange[] =>
  changes.filter(change => concerns(change, trail)).toSorted((a, b) => a.at - b.at)

function concerns(change: TrailChange, { name, home, owner }: TrailId): boolean {
  const isAtHome = change.account === owner && change.region === home
  if (change.trail === null) return isAtHome
  if (!change.trail.startsWith('arn:')) return isAtHome && change.trail === name
  // A delegated administrator changes the trail of an organization by its ARN, in an account of its own.
  const [, , , region, account, resource] = change.trail.split(':')
  return region === home && account === owner && resource === `trail/${name}`
}

function stateAfter({ at, operation, trail, recordsUses, recordsWrites }: TrailChange): ChangedState {
  if (trail !== null && operation === 'CreateTrail') {
    // A new trail records all management events, until PutEventSelectors says otherwise.
    // https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html
    return { at, uses: recordsUses ?? true, writes: true }
  }
  if (trail !== null && operation === 'PutEventSelectors') {
    return { at, uses: recordsUses, writes: recordsWrites ?? false }
  }
  // While it does not log, it records no change of its own either.
  return { at, uses: operation === 'StopLogging' || operation === 'DeleteTrail' ? false : null, writes: false }
}

/** Of two changes in the same second it is not known which came last. */
const agreed = (one: ChangedState, other: ChangedState): ChangedState => ({
  at: one.at,
  uses: one.uses === other.uses ? one.uses : null,
  writes: one.writes && other.writes,
})

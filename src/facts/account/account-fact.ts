import type { Failure } from '../../aws/answers/answer.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { AccountFacts } from '../../model/report/account-facts.ts'
import type { Operation } from '../../model/operations/operations.ts'

/** What a fact says about one account. */
export type AccountValue = NonNullable<NonNullable<AccountFacts[keyof AccountFacts]>[string]>

/**
 * Something that is read once about a whole account, only if a check needs it. The name of its export is its id, which
 * checks name in `needs`. The type of its field is in `model/report/account-facts.ts`.
 */
export interface AccountFact {
  /** In words, for the guide: `IAM policies`. */
  title: string
  /** In words, for messages about several accounts. */
  plural: string
  /** The field of `scope` in the report. */
  field: keyof AccountFacts
  /** What reading it calls: for the permissions and the estimate. */
  operations: readonly Operation[]
  /** Calls of each operation for one account, as the estimate counts them. */
  callsPerAccount: number
  /** Reads it. Null: nothing could be read. `note` records each failure as a gap of the account. */
  read(client: PlaceClient, note: NoteFailure): Promise<AccountValue | null>
  /** Whether nothing is missing, so that an interrupted run need not read it again. */
  isWhole(value: AccountValue): boolean
}

export type NoteFailure = (operation: Operation, failure: Pick<Failure, 'reason' | 'why'>) => void

import type { Answer, Failure } from '../../aws/answers/answer.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import { groupBy } from '../../lib/group-by.ts'
import { listText } from '../../lib/text/lists.ts'

/** Calls about single secrets that failed in one place. A gap has no place for a secret, so its message names them. */
export class FailedReads {
  readonly #all: { operation: string; failed: Failure; name: string }[] = []

  /** @param name of the secret */
  add(operation: string, answer: Answer<unknown>, name: string): void {
    if (!answer.known) this.#all.push({ operation, failed: answer, name })
  }

  /** Notes one gap for each operation and reason. */
  note(client: PlaceClient): void {
    for (const same of groupBy(this.#all, ({ operation, failed }) => `${operation} ${failed.reason}`)) {
      const [first] = same
      if (first === undefined) continue
      const names = listText(same.map(({ name }) => name).toSorted())
      client.note({ ...first.failed, why: `${names}: ${first.failed.why}` }, first.operation)
    }
  }
}

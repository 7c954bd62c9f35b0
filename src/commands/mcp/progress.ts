import type { ServerNotification } from '@modelcontextprotocol/sdk/types.js'
import type { Progress } from '../../collect/run/progress.ts'
import { progressText } from '../shared/progress-text.ts'

/** Milliseconds between two notifications. */
const EVERY = 1000

export interface ProgressNotices {
  /** Says that the run waits for another one to end. */
  wait(): void
  /** Follows this run from now on. */
  follow(progress: Progress): void
  end(): void
}

/** Sends the progress of a run to the client that asked for it. Without a token, nothing is sent. */
export function progressNotices(
  progressToken: string | number | undefined,
  send: (notification: ServerNotification) => Promise<void>,
): ProgressNotices {
  if (progressToken === undefined) return { wait: () => {}, follow: () => {}, end: () => {} }
  let followed: Progress | null = null
  let last = -1
  const notify = (progress: number, total: number | null, message: string): void => {
    // The protocol wants a number that only grows.
    if (progress <= last) return
    last = progress
    const params = { progressToken, progress, message, ...(total !== null && { total }) }
    // A client that has gone needs no progress.
    send({ method: 'notifications/progress', params }).catch(() => {})
  }
  const show = (): void => {
    if (followed !== null) notify(doneIn(followed), totalOf(followed), progressText(followed))
  }
  const timer = setInterval(show, EVERY)
  return {
    wait: () => notify(0, null, 'Waiting for another audit to end'),
    follow(progress) {
      followed = progress
      show()
    },
    // Says nothing more: clients refuse progress that comes together with the answer.
    end: () => clearInterval(timer),
  }
}

const doneIn = ({ places, keys, types }: Progress): number => places.listed + keys.done + types.done

/** One more than can be done: the last step is the answer. Null: not all keys are known. */
const totalOf = ({ isListing, places, keys, types }: Progress): number | null =>
  isListing || places.total === 0 ? null : places.total + keys.listed + types.total + 1

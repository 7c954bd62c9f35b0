import { keyMetricsOf } from '../../aws/cloudwatch/key-metrics.ts'
import type { Countdown } from '../../lib/flow/countdown.ts'
import { once } from '../../lib/flow/once.ts'
import { keyIdOf } from '../../model/key-arn.ts'
import type { PlaceTask } from './place-audit.ts'
import type { OpenSource } from './open-source.ts'
import type { SecondOpinions } from './second-opinions.ts'

/**
 * Sorts the keys of a place by how much their last use matters. One list of CloudWatch shows which keys are busy. The
 * run asks for the last use of busy keys last. Returns the function to call for each key that has to be asked.
 */
export function orderKeys(
  { client, options }: PlaceTask,
  { open, opinions, ranked }: { open: readonly OpenSource[]; opinions: SecondOpinions; ranked: Countdown },
): () => void {
  const [slowest] = open.flatMap(({ source }) => source.slowOperation ?? [])
  const queue = slowest === undefined ? null : client.queue(slowest)
  const hasMetrics =
    options.requestDays !== null || open.some(({ source }) => source.operations.includes('cloudwatch:ListMetrics'))
  let isAsked = false
  const busy = once(async (): Promise<ReadonlySet<string>> => {
    const { byKey } = await keyMetricsOf(client).active()
    const ids = new Set([...byKey.keys()].map(keyIdOf))
    queue?.rerank(id => (ids.has(id) ? 1 : 0))
    return ids
  })
  const busyIfKnown = (): Promise<ReadonlySet<string>> =>
    // Everything that needs the metrics gets the same error.
    isAsked && hasMetrics ? busy().catch(() => NONE) : Promise.resolve(NONE)
  void ranked.done.then(async () => {
    const order = opinions.begin(await busyIfKnown())
    const positions = new Map(order.map((id, position) => [id, position]))
    queue?.rerank(id => positions.get(id) ?? order.length)
  })
  return () => {
    if (isAsked || queue === null) return
    isAsked = true
    void busyIfKnown()
  }
}

const NONE: ReadonlySet<string> = new Set()

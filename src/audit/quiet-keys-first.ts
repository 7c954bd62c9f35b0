import { keyMetricsOf } from '../aws/key-metrics.ts'
import type { PlaceTask } from './audit-place.ts'
import type { OpenSource } from './gather-evidence.ts'

/** People wait for the answers about quiet keys; CloudWatch knows by one sweep which keys are busy. */
export function quietKeysFirst({ access, options }: PlaceTask, open: readonly OpenSource[]): void {
  if (options.requestDays === null && !open.some(({ id }) => id === 'cloudwatch')) return
  const rank = async (): Promise<void> => {
    const { byKey } = await keyMetricsOf(access).active()
    const busy = new Set([...byKey.keys()].map(arn => arn.slice(arn.lastIndexOf('/') + 1)))
    access.caller.lane('kms:GetKeyLastUsage').rerank(id => (id !== undefined && busy.has(id) ? 1 : 0))
  }
  // Everything that needs the metrics themselves meets the same error.
  rank().catch(() => {})
}

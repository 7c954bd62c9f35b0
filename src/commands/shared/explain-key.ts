import type { Options } from '../../model/options/options.ts'
import { aboutKey } from './about-key.ts'
import type { Host } from './host.ts'
import type { Interruption } from './interruptible.ts'
import { auditAndJudge, taskOf } from './task.ts'

/** Reads the key. If an id is not that of a key, all keys are listed, to name those that it may mean. */
export async function explained(options: Options, host: Host, interruption: Interruption) {
  const result = await auditAndJudge(await taskOf(options, host, interruption), options, host)
  if (result.report.keys.length > 0 || interruption.exit !== null) return { ...result, report: aboutKey(result.report) }
  const listed: Options = { ...options, audit: { ...options.audit, oneKey: 'listed' } }
  const again = await auditAndJudge(await taskOf(listed, host, interruption), listed, host)
  return { ...again, report: aboutKey(again.report) }
}

import { KEY_CHANGES, TRAIL_CHANGES } from '../../model/assessments/activity-changes.ts'
import type { ActivityEvent } from '../../model/assessments/activity-event.ts'
import type { ActivityChange } from '../../model/assessments/activity.ts'
import { isoTime } from '../../model/time.ts'
import { principalOf } from './principal.ts'

/** Changes that are kept. A service can create thousands of grants. */
const MOST = 20_000

/** Collects successful changes of keys and trails, each once. */
export class ChangeLog {
  /** Changes that were not kept. */
  unlisted = 0
  readonly #changes: ActivityChange[] = []
  readonly #seen = new Set<string>()

  add(event: ActivityEvent, account_id: string, region: string): void {
    const { id, operation, error, target, caller, keys } = event
    const changes: ReadonlySet<string> = target === 'kms' ? OF_KEYS : OF_TRAILS
    if (error !== null || !changes.has(operation) || (id !== null && this.#seen.has(id))) return
    if (this.#changes.length >= MOST) {
      this.unlisted++
      return
    }
    if (id !== null) this.#seen.add(id)
    this.#changes.push({
      account_id,
      region,
      event_id: id,
      event_time: isoTime(event.at),
      operation,
      key_arn: keys[0] ?? null,
      trail: event.trail,
      principal: principalOf(caller),
      principal_account: caller.principal_account,
      service: caller.service,
      session: caller.session_name,
      source_address: caller.source_address,
      detail: event.detail,
    })
  }

  /** The newest first. */
  records(): ActivityChange[] {
    return this.#changes.toSorted((a, b) => (a.event_time < b.event_time ? 1 : a.event_time > b.event_time ? -1 : 0))
  }
}

const OF_KEYS: ReadonlySet<string> = new Set(KEY_CHANGES)
const OF_TRAILS: ReadonlySet<string> = new Set(TRAIL_CHANGES)

import type { ActivityEvent } from '../../model/assessments/activity-event.ts'
import { DRY_RUN_ERROR } from '../../model/operations/dry-run-error.ts'
import type { Budget } from './budget.ts'
import { resourcesIn } from './context-resources.ts'

/** Source addresses and resources that are kept for one combination of key, principal, service and operation. */
const MOST_SOURCES = 100
const MOST_RESOURCES = 20

/** Counts the calls of one combination of key, principal, service and operation. */
export class CallTally {
  calls = 0
  dryRuns = 0
  failures: Map<string, number> | null = null
  first = Number.POSITIVE_INFINITY
  last = Number.NEGATIVE_INFINITY
  readonly sources = new Map<string, number>()
  otherSourceCalls = 0
  resources: Set<string> | null = null
  hasMoreResources = false
  withoutContext = 0
  withDisabledKey = 0
  withKeyPendingDeletion = 0

  add({ at, error, unusable, caller, encryptionContext, takesContext }: ActivityEvent, budget: Budget): void {
    this.calls++
    this.first = Math.min(this.first, at)
    this.last = Math.max(this.last, at)
    if (error === DRY_RUN_ERROR) this.dryRuns++
    else if (error !== null) {
      this.failures ??= new Map()
      this.failures.set(error, (this.failures.get(error) ?? 0) + 1)
    }
    if (unusable === 'disabled') this.withDisabledKey++
    if (unusable === 'pending_deletion') this.withKeyPendingDeletion++
    if (caller.source_address !== null) this.#addSource(caller.source_address, budget)
    if (encryptionContext !== null) {
      for (const resource of resourcesIn(encryptionContext)) this.#addResource(resource, budget)
    } else if (takesContext && error === null) this.withoutContext++
  }

  #addSource(address: string, budget: Budget): void {
    const calls = this.sources.get(address)
    if (calls !== undefined) this.sources.set(address, calls + 1)
    else if (this.sources.size < MOST_SOURCES && budget.take()) this.sources.set(address, 1)
    else this.otherSourceCalls++
  }

  #addResource(resource: string, budget: Budget): void {
    this.resources ??= new Set()
    if (this.resources.has(resource)) return
    if (this.resources.size < MOST_RESOURCES && budget.take()) this.resources.add(resource)
    else this.hasMoreResources = true
  }
}

import type { GapLog } from '../../aws/calls/gap-log.ts'
import type { Aliases } from '../../aws/kms/list-aliases.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { Countdown } from '../../lib/flow/countdown.ts'
import type { Heap } from '../../lib/process/heap.ts'
import type { TrailHistory } from '../../model/archive/coverage.ts'
import type { PricesOf } from '../../model/prices.ts'
import type { AuditOptions } from '../../model/options/options.ts'
import type { KeyFilter } from '../../selection/key-filter.ts'
import type { TagFilter } from '../../selection/tag-filter.ts'
import type { NamedSource } from '../../sources/load-sources.ts'
import type { Memory } from '../run/memory.ts'
import type { Engines } from '../run/open-engines.ts'
import type { Progress } from '../run/progress.ts'
import type { KeyLists } from './key-lists.ts'
import type { OpenSource } from './open-source.ts'
import type { SecondOpinions } from './second-opinions.ts'

/** What the run gives to the audit of one place. */
export interface PlaceTask {
  client: PlaceClient
  options: AuditOptions
  filter: KeyFilter
  tags: TagFilter
  sources: readonly NamedSource[]
  engines: Engines
  /** Reads the changes of trails in the event history of an account and Region. Null: not known. */
  trailHistory: (account: string, region: string) => Promise<TrailHistory | null>
  progress: Progress
  heap: Heap
  memory: Memory
  gaps: GapLog
  prices: PricesOf
  lists: KeyLists
  /** ARN of the caller. Null: not known. */
  auditor: string | null
  /** To be called when the first page of keys has been read: the place knows the credentials. */
  onAnswered(): void
}

/** Everything that the audit of one place needs: what the run gives, and what the keys of the place share. */
export interface PlaceAudit extends PlaceTask {
  aliases: Promise<Aliases>
  open: readonly OpenSource[]
  /** Keys that have been described, or could not be. */
  described: Countdown
  /** Keys whose need for a second opinion is known. */
  ranked: Countdown
  opinions: SecondOpinions
  /** To be called for a key whose last use has to be asked. */
  willAsk(): void
}

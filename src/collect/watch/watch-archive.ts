import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { KeyHistory } from '../../model/archive/archive-question.ts'
import { type Fact, known, unknown } from '../../model/fact.ts'
import type { WatchTarget } from '../../model/retirement/watch-reading.ts'
import { DAY, type Instant } from '../../model/time.ts'
import type { OpenArchive } from '../../sources/archive/read-archived-activity.ts'

/** A key may have been disabled as long before its plan. */
const BEFORE_PLAN = 90 * DAY

/** Asks an archive once for all watched keys of an account and Region. */
export class WatchArchive {
  readonly #archive: OpenArchive
  readonly #targets: readonly WatchTarget[]
  readonly #places = new Map<string, Promise<Fact<ReadonlyMap<string, KeyHistory>>>>()

  constructor(archive: OpenArchive, targets: readonly WatchTarget[]) {
    this.#archive = archive
    this.#targets = targets
  }

  /** What the archive shows of a key. Null: nothing in the time of the watch. */
  async of({ arn }: WatchTarget, client: PlaceClient): Promise<Fact<KeyHistory | null>> {
    const { account, region } = client.place
    const place = `${account} ${region}`
    const asking = this.#places.get(place) ?? this.#ask(account, region, client.now)
    this.#places.set(place, asking)
    const found = await asking
    return found.known ? known(found.value.get(arn) ?? null) : found
  }

  async #ask(account: string, region: string, now: Instant): Promise<Fact<ReadonlyMap<string, KeyHistory>>> {
    const own = this.#targets.filter(each => each.account === account && each.region === region)
    const since = Math.min(...own.map(({ plannedAt }) => plannedAt)) - BEFORE_PLAN
    const keys = own.map(({ arn }) => arn)
    const { engine } = this.#archive
    const answer = await engine.ask({ account, region, keys, since, until: now, detail: 'days' })
    return answer.known ? known(answer.keys) : unknown(answer.why)
  }
}

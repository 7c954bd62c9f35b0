import type { Failure } from '../../aws/answers/answer.ts'
import { importFindings } from '../../aws/security-hub/security-hub.ts'
import type { AsffFinding } from '../../formats/asff/asff-finding.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import { nameOf, type Planned } from './target.ts'
import { countNoun } from '../../lib/text/numbers.ts'
import { enableText } from './words.ts'

/** Calls under way in one place: enough to keep up the 10 a second when an answer takes most of a second. */
const AT_ONCE = 8

/** What became of the findings of one place. */
export interface Tally {
  active: number
  archived: number
  refused: number
  /** In calls that were not answered. */
  unsent: number
}

/** Sends the calls of one place and goes on, whatever becomes of one of them; tells how many findings each was about. */
export async function sendPlace(
  { access, place }: Planned,
  calls: Iterator<AsffFinding[]>,
  complain: (line: string) => void,
  done: (findings: number) => void,
): Promise<Tally> {
  const tally: Tally = { active: 0, archived: 0, refused: 0, unsent: 0 }
  const name = safeText(nameOf(place))
  let failed: Failure | null = null
  const work = async (): Promise<void> => {
    for (let next = calls.next(); next.done !== true; next = calls.next()) {
      const answer = await importFindings(access, next.value)
      done(next.value.length)
      if (!answer.known) {
        failed ??= answer
        tally.unsent += next.value.length
        continue
      }
      for (const { id, code, message } of answer.value)
        complain(safeText(`${name}: ${id} was rejected: ${code}: ${message}`))
      count(tally, next.value, new Set(answer.value.map(({ id }) => id)))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  if (failed !== null) complain(unsentText(name, tally.unsent, failed, place.region))
  return tally
}

function count(tally: Tally, sent: readonly AsffFinding[], refused: ReadonlySet<string>): void {
  for (const { Id, RecordState } of sent) {
    if (refused.has(Id)) tally.refused++
    else if (RecordState === 'ACTIVE') tally.active++
    else tally.archived++
  }
}

function unsentText(name: string, unsent: number, { reason, why }: Failure, region: string): string {
  const next = reason === 'not_enabled' ? ` ${enableText(region)}` : ''
  return `${name}: ${countNoun(unsent, 'finding')} not sent: ${safeText(why.replace(/\.$/, ''))}.${next}`
}

import { openLocalEngine, type LocalEngine } from '../../../src/archives/index-store/local-engine.ts'
import { processTable } from '../../../src/lib/process/io.ts'
import type { LocalArchiveSettings } from '../../../src/archives/index-store/open-index.ts'
import type { ArchiveQuestion, KeyHistory } from '../../../src/model/archive/archive-question.ts'
import { ACCOUNT, REGION } from './tiny-archive.ts'

export const NOW = Date.parse('2026-11-20T00:00:00Z')

/** Opens an engine that reads in this thread. */
export const opened = (settings: Partial<LocalArchiveSettings>): Promise<LocalEngine> =>
  openLocalEngine({
    trees: [],
    index: null,
    processes: processTable(process),
    now: NOW,
    signal: new AbortController().signal,
    threads: 0,
    ...settings,
  })

const WHOLE: ArchiveQuestion = {
  account: ACCOUNT,
  region: REGION,
  keys: null,
  since: 0,
  until: NOW,
  detail: 'days',
}

/** What an engine says about all keys of a place. */
export async function answerOf(
  engine: LocalEngine,
  question: Partial<ArchiveQuestion> = {},
): Promise<ReadonlyMap<string, KeyHistory>> {
  const answer = await engine.ask({ ...WHOLE, ...question })
  if (!answer.known) throw new Error(answer.why)
  return answer.keys
}

/** Number of calls, successful and failed. */
export async function countOf(engine: LocalEngine): Promise<number> {
  const histories = [...(await answerOf(engine)).values()]
  return histories.flatMap(({ days }) => days).reduce((sum, { events }) => sum + events, 0)
}

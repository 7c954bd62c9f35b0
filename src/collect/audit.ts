import { allLists } from './place/all-lists.ts'
import type { PlaceResult } from './place/audit-place.ts'
import { auditPlace } from './place/audit-place.ts'
import { Checkpoint } from './run/checkpoint.ts'
import { contained } from './run/contained.ts'
import { fingerprintOf } from './run/fingerprint.ts'
import type { Memory } from './run/memory.ts'
import { NO_MEMORY } from './run/memory.ts'
import type { OpenRun } from './run/open-run.ts'
import { withRun } from './run/open-run.ts'
import { isElsewhere, placesOf } from './enter/places.ts'
import type { Ports } from './run/ports.ts'
import { type ReadAccounts, readAccounts } from './account/read-accounts.ts'
import { requireAnswers } from './run/require-answers.ts'
import { settleTime } from './run/settle-time.ts'
import type { AuditedPlace } from '../report/to-report.ts'
import { toReport } from '../report/to-report.ts'
import { unfinishedNotes } from './run/unfinished.ts'
import { unreachableNotes } from './run/unreachable.ts'
import type { RunClock } from '../aws/session/clock.ts'
import type { PlaceClient } from '../aws/session/place-client.ts'
import type { Report } from '../model/report.ts'
import { MINUTE, minuteText } from '../model/time.ts'
import type { AuditOptions } from '../model/options.ts'
import { loadSources, type NamedSource, sourceIds } from '../sources/load-sources.ts'

interface AuditResult {
  report: Report
  /** Things that people should know and the report has no place for. */
  notes: string[]
}

/** The whole story: accounts, Regions, keys, evidence, verdicts, costs, one report. */
export const audit = (options: AuditOptions, ports: Ports): Promise<AuditResult> =>
  withRun(options, ports, async run => {
    const { clock, door } = run
    const { gaps } = door.run
    const checkpoint = openCheckpoint(run)
    const { places, accounts, selection, wrongBy } = await inTime(run, checkpoint).finally(() => checkpoint?.close())
    const { report, notes } = toReport({
      options,
      places,
      leftOut: { exclude_key: door.filter.excluded, tag: door.tags.leftOut },
      gaps: gaps.all,
      sources: sourceIds(options.sources),
      accounts,
      accountNames: door.accountNames,
      now: clock.now,
    })
    const before = [...clockNote(clock), ...timeNote(wrongBy), ...resumeNote(checkpoint, run)]
    return {
      report,
      notes: [...before, ...selection, ...notes, ...unreachableNotes(gaps.all), ...unfinishedNotes(gaps.all, options)],
    }
  })

interface AllRead {
  places: ReadPlace[]
  accounts: ReadAccounts
  /** Lines about names of keys that are undecided, and about names and tags that no key has. */
  selection: string[]
}

/** Places, and what checks need of whole accounts. */
async function readAll(run: OpenRun, chosen: readonly NamedSource[], memory: Memory): Promise<AllRead> {
  const { filter, tags, run: context } = run.door
  const places = await auditPlaces(run, chosen, memory)
  requireAnswers(
    places.some(({ answered }) => answered),
    context.gaps,
  )
  const selection = filter.requireMatches(
    places.map(({ place }) => place.region),
    context.gaps.all,
  )
  if (tags.noMatchText !== null) selection.push(tags.noMatchText)
  return { places, accounts: await readAccounts(run, places, memory), selection }
}

/** Whoever goes on with a run goes on with its `now`: half of the answers are as of then. */
function openCheckpoint(run: OpenRun): Checkpoint | null {
  const { options, door, clock } = run
  if (options.checkpoint === null) return null
  const { processes, heap, warn } = door.ports
  const fingerprint = fingerprintOf(run)
  const checkpoint = Checkpoint.open({ ...options.checkpoint, fingerprint, now: clock.now, processes, heap, warn })
  if (checkpoint.now !== clock.now) clock.resume(checkpoint.now)
  return checkpoint
}

const nothing = (): PlaceResult => ({ answered: false, keys: [] })

interface ReadPlace extends AuditedPlace {
  access: PlaceClient
}

/** Reads everything and settles the time. Answers that were asked for by a wrong time are not worth resuming. */
async function inTime(run: OpenRun, checkpoint: Checkpoint | null) {
  const { clock, options } = run
  const began = clock.now
  const chosen = await loadSources(options.sources)
  const read = await readAll(run, chosen, checkpoint ?? NO_MEMORY)
  const wrongBy = settleTime(clock, read.places, options, chosen)
  if (clock.now !== began) checkpoint?.forget()
  return { ...read, wrongBy }
}

/** Every account in every Region, side by side: their quotas are their own. */
async function auditPlaces(run: OpenRun, sources: readonly NamedSource[], memory: Memory): Promise<ReadPlace[]> {
  const { options, door } = run
  const { progress, heap } = door.ports
  const places = placesOf(run)
  const listsOf = allLists(places.length)
  progress.places.total = places.length
  return Promise.all(
    places.map(async access => {
      const { place } = access
      const { account, region } = place
      const lists = listsOf()
      const task = {
        access,
        options,
        filter: door.filter,
        tags: door.tags,
        sources,
        progress,
        heap,
        memory,
        gaps: door.run.gaps,
        lists,
      }
      const result = isElsewhere(access)
        ? nothing()
        : await contained(task.gaps, { account, region, keyId: null }, () => auditPlace(task), nothing)
      lists.arrive()
      if (!result.answered) progress.placeListed(place, 0)
      return { place, access, ...result }
    }),
  )
}

/** A run that had nothing left to ask shows an earlier one again, however old its answers are by now. */
function resumeNote(checkpoint: Checkpoint | null, { door: { ports, run } }: OpenRun): string[] {
  if (checkpoint === null || checkpoint.found === 0) return []
  const { path, found, now } = checkpoint
  if (ports.progress.calls === 0 && !run.signal.aborted) {
    return [`Loaded the finished run of ${minuteText(now)} from ${path}. Delete the file to run a new audit.`]
  }
  const responses = found === 1 ? '1 cached response' : `${found} cached responses`
  return [`Resumed from ${path} (${responses}). The report is as of ${minuteText(now)}.`]
}

function timeNote(wrongBy: number | null): string[] {
  if (wrongBy === null) return []
  const minutes = Math.round(Math.abs(wrongBy) / MINUTE)
  const other = wrongBy > 0 ? 'later' : 'earlier'
  return [`Most AWS responses are dated ${minutes} minutes ${other} than the first one. The report uses their time.`]
}

function clockNote({ wrongBy }: RunClock): string[] {
  if (wrongBy === null) return []
  const minutes = Math.round(Math.abs(wrongBy) / MINUTE)
  return [
    `This machine's clock is ${minutes} minutes ${wrongBy > 0 ? 'behind' : 'ahead of'} AWS. The report uses AWS time.`,
  ]
}

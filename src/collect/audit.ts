import { auditPlaces, type ReadPlace } from './audit-places.ts'
import { type AskedSources, closeEngines, openEngines } from './run/open-engines.ts'
import { readDeletions } from './deletions/read-deletions.ts'
import { withCallers } from './place/busiest-keys.ts'
import { Checkpoint } from './run/checkpoint.ts'
import { fingerprintOf } from './run/fingerprint.ts'
import type { Memory } from './run/memory.ts'
import { NO_MEMORY } from './run/memory.ts'
import type { EnteredRun } from './run/run.ts'
import { withRun } from './run/with-run.ts'
import type { RunHost } from './run/run-host.ts'
import { type ReadAccounts, readAccounts } from './account/read-accounts.ts'
import { requireAnswers } from './run/require-answers.ts'
import { settleTime } from './run/settle-time.ts'
import { startSweeps } from './sweep/sweeps.ts'
import type { FoundDependents } from '../report/found-dependents.ts'
import { archiveWords } from '../archives/registry.ts'
import { toReport } from '../report/to-report.ts'
import { unfinishedNotes } from './run/unfinished-notes.ts'
import { readPrices } from './prices/read-prices.ts'
import type { PricesOf } from '../model/prices.ts'
import { unreachableNotes } from './run/unreachable-notes.ts'
import type { Report } from '../model/report/report.ts'
import { clockNote, resumeNote, timeNote } from './run/audit-notes.ts'
import type { AuditOptions } from '../model/options/options.ts'
import { loadSources, sourceIds } from '../sources/load-sources.ts'

interface AuditResult {
  report: Report
  /** Notes for the user that are not part of the report. */
  notes: string[]
}

/** Runs an audit: accounts, Regions, keys, evidence, verdicts and costs become one report. */
export const audit = (options: AuditOptions, host: RunHost): Promise<AuditResult> =>
  withRun(options, host, auditEntered)

/** Runs an audit whose accounts have been entered. */
export async function auditEntered(run: EnteredRun): Promise<AuditResult> {
  const { options, clock, filter, tags, gaps, accountNames } = run
  const checkpoint = openCheckpoint(run)
  const { places, accounts, dependents, selection, prices, timeCorrection } = await readAndSettle(
    run,
    checkpoint,
  ).finally(() => checkpoint?.close())
  const { report, notes } = toReport({
    options,
    places,
    leftOut: { exclude_key: filter.excluded, tag: tags.leftOut },
    gaps: gaps.all,
    sources: sourceIds(options),
    archiveOptions: archiveWords(options.archives, run.accounts[0]?.regions[0] ?? null),
    accounts,
    accountNames,
    dependents,
    prices,
    now: clock.now,
  })
  const deletions = await deletionsIn(report, run, places)
  const before = [...clockNote(clock), ...timeNote(timeCorrection), ...resumeNote(checkpoint, run)]
  return {
    report: deletions.length === 0 ? report : { ...report, deletions },
    notes: [...before, ...selection, ...notes, ...unreachableNotes(gaps.all), ...unfinishedNotes(gaps.all, options)],
  }
}

/** With a history: the keys that were deleted since its last run, and who did it. */
async function deletionsIn(report: Report, { host, options }: EnteredRun, places: readonly ReadPlace[]) {
  if (host.deletedSince === undefined) return []
  const clients = places.map(({ client }) => client)
  return readDeletions(await host.deletedSince(report), clients, options)
}

interface AllRead {
  places: ReadPlace[]
  accounts: ReadAccounts
  /** Null without `--dependents`. */
  dependents: FoundDependents | null
  prices: PricesOf
  /** Lines about key names that could not be resolved, and about names and tags that no key has. */
  selection: string[]
}

/** Reads all places, and the facts about whole accounts that checks need. */
async function readAll(run: EnteredRun, asked: AskedSources, memory: Memory): Promise<AllRead> {
  const { filter, tags, gaps } = run
  const [sweeps, prices] = await Promise.all([startSweeps(run), readPrices(run)])
  const places = await auditPlaces(run, { ...asked, memory, sweeps, prices })
  requireAnswers(
    places.some(({ answered, inventory }) => answered || inventory !== undefined),
    gaps,
  )
  const selection = filter.requireMatches(
    places.map(({ place }) => place.region),
    gaps.all,
  )
  if (tags.noMatchText !== null) selection.push(tags.noMatchText)
  const [accounts, dependents] = await Promise.all([
    readAccounts(run, places, memory),
    sweeps?.finish(places, asked.engines) ?? null,
  ])
  return { places, accounts, dependents, selection, prices }
}

/**
 * Opens the checkpoint. A resumed run keeps the `now` of the first run, because part of the answers are as of that
 * time.
 */
function openCheckpoint(run: EnteredRun): Checkpoint | null {
  const { options, host, clock } = run
  if (options.checkpoint === null) return null
  const { processes, heap, warn } = host
  const fingerprint = fingerprintOf(run)
  const checkpoint = Checkpoint.open({ ...options.checkpoint, fingerprint, now: clock.now, processes, heap, warn })
  if (checkpoint.now !== clock.now) clock.resume(checkpoint.now)
  return checkpoint
}

/**
 * Reads everything and settles the time. If the clock was wrong, the requests for the kept answers
 * had a wrong time, so the checkpoint drops these answers.
 */
async function readAndSettle(run: EnteredRun, checkpoint: Checkpoint | null) {
  const { clock, options } = run
  const began = clock.now
  const chosen = await loadSources(options)
  const memory = checkpoint ?? NO_MEMORY
  const engines = await openEngines(run, chosen, memory)
  const read = await readAll(run, { sources: chosen, engines }, memory).finally(() => closeEngines(engines))
  const timeCorrection = settleTime(clock, read.places, options, chosen)
  if (clock.now !== began) checkpoint?.forget()
  const withCallersRead = await Promise.all(
    read.places.map(async place => ({ ...place, keys: await withCallers(place.keys, place.client, options.busiest) })),
  )
  return { ...read, places: withCallersRead, timeCorrection }
}

import { setMaxListeners } from 'node:events'
import type { AuditedKey } from './audit/audited-key.ts'
import type { PlaceResult } from './audit/audit-place.ts'
import { auditPlace } from './audit/audit-place.ts'
import type { Door, Entered } from './audit/enter.ts'
import { enterAll } from './audit/enter.ts'
import { KeyFilter } from './audit/key-filter.ts'
import type { Ports } from './audit/ports.ts'
import type { Finding } from './audit/to-report.ts'
import { toReport } from './audit/to-report.ts'
import type { RunContext } from './aws/run-context.ts'
import { Caller } from './aws/caller.ts'
import { RunClock } from './aws/clock.ts'
import { GapLog } from './aws/gap-log.ts'
import { partitionOf } from './aws/partitions.ts'
import type { Wire } from './aws/wire.ts'
import { networkWire, observed } from './aws/wire.ts'
import { AuditError } from './lib/exit.ts'
import { load } from './lib/registry.ts'
import type { Place } from './model/place.ts'
import type { Report } from './model/report.ts'
import type { AuditOptions } from './options/options.ts'
import { sources } from './sources/index.ts'
import type { Source } from './sources/source.ts'

export interface AuditResult {
  report: Report
  /** Things that people should know and the report has no place for. */
  notes: string[]
}

/** The whole story: accounts, Regions, keys, evidence, verdicts, costs, one report. */
export async function audit(options: AuditOptions, ports: Ports): Promise<AuditResult> {
  if (ports.wire !== null) return auditOver(ports.wire, options, ports)
  const wire = await networkWire()
  try {
    return await auditOver(wire, options, ports)
  } finally {
    // Connections kept open for the next call would keep the process alive.
    wire.requestHandler.destroy?.()
  }
}

async function auditOver({ requestHandler }: Wire, options: AuditOptions, ports: Ports): Promise<AuditResult> {
  const clock = new RunClock(ports.now)
  const run: RunContext = { signal: ports.signal, gaps: new GapLog(), maxRates: options.maxRates, debug: ports.debug }
  setMaxListeners(0, ports.signal)
  const filter = new KeyFilter(options.keys)
  const door: Door = { options, filter, ports, run, requestHandler: observed(requestHandler, clock) }
  const entered = await enterAll(door)
  filter.requireAccounts(new Set(entered.map(({ session }) => session.account)))
  const findings = await auditPlaces(door, entered, clock)
  requireAnswers(findings, run.gaps)
  filter.requireMatches(
    findings.map(({ place }) => place.region),
    run.gaps.all,
  )
  const report = toReport({ options, findings, gaps: run.gaps.all, sources: sourceIds(options), now: clock.now })
  return { report: report.report, notes: [...clockNote(clock), ...report.notes] }
}

const sourceIds = ({ sources: wanted }: AuditOptions): readonly string[] =>
  wanted === 'auto' ? Object.keys(sources) : wanted

/** Every account in every Region, side by side: their quotas are their own. */
async function auditPlaces(door: Door, entered: readonly Entered[], clock: RunClock): Promise<Finding[]> {
  const { options, filter, ports, run } = door
  const ids = sourceIds(options)
  const loaded = await Promise.all(ids.map(async id => ({ id, source: await load<Source>(sources, id) })))
  const asked = placesOf(entered)
  ports.progress.places.total = asked.length
  return Promise.all(
    asked.map(async ({ session, place }) => {
      const caller = new Caller(place, run, session.state)
      ports.progress.watch(caller)
      const access = { caller, clients: session.clients(place.region), now: clock.now }
      const result = isElsewhere(place)
        ? elsewhere(caller, ports)
        : await auditPlace({ access, options, filter, sources: loaded, progress: ports.progress })
      ports.progress.places.done++
      return { place, ...result }
    }),
  )
}

/** Each place once, also when two profiles name one account. */
function placesOf(entered: readonly Entered[]): { session: Entered['session']; place: Place }[] {
  const places = new Map<string, { session: Entered['session']; place: Place }>()
  for (const { session, regions } of entered) {
    for (const region of regions) {
      const { partition, account } = session
      const id = `${partition} ${account} ${region}`
      if (!places.has(id)) places.set(id, { session, place: { partition, account, region } })
    }
  }
  return [...places.values()]
}

const isElsewhere = ({ partition, region }: Place): boolean => partitionOf(region) !== partition

function elsewhere(caller: Caller, { progress }: Ports): PlaceResult {
  const { partition, region } = caller.place
  const why = `${region} lies in partition ${partitionOf(region)}, these credentials in ${partition}`
  caller.gap('kms:ListKeys', 'not_enabled', why)
  progress.placeListed(0)
  return { answered: false, keys: [] satisfies AuditedKey[] }
}

/** A report about nothing would look like an account without keys. */
function requireAnswers(findings: readonly Finding[], gaps: GapLog): void {
  if (findings.some(({ answered }) => answered)) return
  const [first] = gaps.all.filter(({ operation }) => operation === 'kms:ListKeys')
  const where = first === undefined ? '' : ` ${first.account} ${first.region}: ${first.operation}: ${first.message}.`
  throw new AuditError('failed', `No place answered.${where}`, {
    hint: 'Is the Region enabled, and kms:ListKeys allowed? --debug shows every call.',
  })
}

function clockNote({ wrongBy }: RunClock): string[] {
  if (wrongBy === null) return []
  const minutes = Math.round(Math.abs(wrongBy) / 60_000)
  return [`this machine's clock is ${minutes} minutes ${wrongBy > 0 ? 'behind' : 'ahead of'} AWS; times are AWS's`]
}

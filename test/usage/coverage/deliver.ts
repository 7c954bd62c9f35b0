import { MINUTE } from '../../../src/model/time.ts'
import { HOURS, type Life, type Location, type LogFile, type Seed, START, type State, type World } from './lives.ts'

interface Delivery {
  life: Life
  trail: number
  location: Location
  states: readonly { from: number; state: State }[]
  stateAt: (at: number) => State
  actions: Life['actions']
}

/** Writes the log files and digest files of one trail for one location. */
export function deliver(built: World, raw: Seed, { life, trail, location, stateAt, actions }: Delivery): void {
  const isHome = location === 'home'
  // The uses of the key are in the place; at home that is another log of an organization.
  const isPlace = location === 'place' || (built.isAtHome && !life.isOrganization)
  const inHomeRegion = isHome || built.isAtHome
  const records = (at: number): boolean => {
    const { logging, multi } = stateAt(at)
    return logging && (multi || inHomeRegion)
  }
  const files = new Map<number, LogFile>()
  let count = 0
  const put = (at: number, more: (file: LogFile) => void): void => {
    const delay = raw.delays[count++ % raw.delays.length] ?? 0
    const slot = at + delay
    const file = files.get(slot) ?? {
      id: built.files.length,
      trail,
      location,
      at: START + slot * MINUTE,
      uses: [],
      changes: [],
      hasUse: false,
      hasWrite: false,
    }
    if (!files.has(slot)) built.files.push(file)
    files.set(slot, file)
    more(file)
  }
  if (isPlace) {
    for (const use of built.uses) {
      const at = (use - START) / MINUTE
      if (records(at) && stateAt(at).reads) put(at, file => void (file.uses.push(use), (file.hasUse = true)))
    }
  }
  for (let at = 5; at < HOURS * 60; at += raw.others)
    if (records(at) && stateAt(at).reads) put(at, file => void (file.hasUse = true))
  for (let at = 3; at < HOURS * 60; at += raw.writes)
    if (records(at) && stateAt(at).writes) put(at, file => void (file.hasWrite = true))
  if (isHome) {
    actions.forEach(each => {
      const change = built.changes.findIndex(one => one.trail === trail && one.change.at === START + each.at * MINUTE)
      const was = stateAt(each.at - 0.5)
      const wasRecorded =
        each.kind === 'StartLogging' || each.kind === 'CreateTrail' ? each.isRecorded : was.logging && was.writes
      if (wasRecorded) put(each.at, file => void (file.changes.push(change), (file.hasWrite = true)))
    })
  }
  digestsOf(built, raw, { life, trail, location, files, records })
}

interface Chain {
  life: Life
  trail: number
  location: Location
  files: ReadonlyMap<number, LogFile>
  records: (at: number) => boolean
}

/** One digest an hour while the trail records here; the last one ends up to an hour after it stopped. */
function digestsOf(built: World, raw: Seed, { life, trail, location, files, records }: Chain): void {
  let start: number | null = records(0) ? life.offset - 60 : null
  let isRestart = false
  for (let at = 0; at < HOURS * 60; at++) {
    if (start === null && records(at)) [start, isRestart] = [at, true]
    if (start === null || at - start < 60) continue
    const named = [...files].filter(([slot]) => slot >= (start ?? 0) && slot < at).map(([, { id }]) => id)
    const isLate = (id: number): boolean => raw.backfills[id % raw.backfills.length] === true && id % 3 === 0
    const digest = { trail, location, start: START + start * MINUTE, end: START + at * MINUTE, isBackfill: false }
    built.digests.push({ id: built.digests.length, ...digest, isRestart, files: named.filter(id => !isLate(id)) })
    const late = named.filter(isLate)
    if (late.length > 0) {
      built.digests.push({ id: built.digests.length, ...digest, isRestart: false, isBackfill: true, files: late })
    }
    ;[start, isRestart] = [records(at) ? at : null, false]
  }
}

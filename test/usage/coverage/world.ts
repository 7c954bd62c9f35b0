import type { TrailChange } from '../../../src/model/archive/coverage.ts'
import { MINUTE } from '../../../src/model/time.ts'
import { deliver } from './deliver.ts'
import {
  ACCOUNT,
  HOME,
  HOURS,
  OWNER,
  START,
  type Life,
  type Location,
  type Seed,
  type State,
  type World,
} from './lives.ts'

export function worldOf(raw: Seed): World {
  const built: World = { uses: [], files: [], digests: [], changes: [], trails: [], isAtHome: raw.isAtHome }
  for (let at = 0; at < HOURS * 60; at += raw.every) built.uses.push(START + at * MINUTE)
  raw.lives.forEach((each, index) => liveOut(built, raw, each, index))
  return built
}

function liveOut(built: World, raw: Seed, life: Life, trail: number): void {
  // What is created has no life before that.
  const created = life.actions.findLast(({ kind }) => kind === 'CreateTrail')
  const actions = life.actions
    .filter(({ at, kind }) => created === undefined || (kind === 'CreateTrail' ? true : at > created.at))
    .filter(each => each.kind !== 'CreateTrail' || each === created)
    .toSorted((a, b) => a.at - b.at)
    .filter((each, index, all) => all[index - 1]?.at !== each.at)
  const states: { from: number; effective: number; state: State }[] = [
    { from: -1e6, effective: -1e6, state: created === undefined ? life.first : { ...life.first, logging: false } },
  ]
  const name = `trail-${trail}`
  for (const each of actions) {
    const before = states.at(-1)?.state ?? life.first
    const after = stateAfter(before, each)
    states.push({ from: each.at, effective: each.at + each.lag, state: after })
    built.changes.push({ trail, change: changeOf(each, after, name, life) })
  }
  const stateAt = (at: number): State => states.findLast(({ effective }) => effective <= at)?.state ?? life.first
  built.trails.push({
    name,
    isOrganization: life.isOrganization,
  })
  const locations: Location[] = built.isAtHome && !life.isOrganization ? ['home'] : ['home', 'place']
  for (const location of locations) deliver(built, raw, { life, trail, location, states, stateAt, actions })
}

function stateAfter(before: State, { kind, state: wanted }: Life['actions'][number]): State {
  if (kind === 'CreateTrail') return { logging: false, multi: wanted.multi, reads: true, writes: true }
  if (kind === 'StopLogging' || kind === 'StartLogging') return { ...before, logging: kind === 'StartLogging' }
  if (kind === 'UpdateTrail') return { ...before, multi: wanted.multi }
  return { ...before, reads: wanted.reads, writes: wanted.writes }
}

const changeOf = ({ at, kind }: Life['actions'][number], after: State, name: string, life: Life): TrailChange => ({
  at: START + at * MINUTE,
  account: life.isOrganization ? OWNER : ACCOUNT,
  region: HOME,
  operation: kind,
  trail: name,
  recordsUses: kind === 'PutEventSelectors' ? after.reads : kind === 'StopLogging' ? false : null,
  isMultiRegion: kind === 'UpdateTrail' || kind === 'CreateTrail' ? after.multi : null,
  ...(kind === 'PutEventSelectors' && { recordsWrites: after.writes }),
  ...(kind === 'CreateTrail' && { isOrganization: life.isOrganization }),
})

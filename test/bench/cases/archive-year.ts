import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLocalEngine } from '../../../src/archives/index-store/local-engine.ts'
import type { ArchiveQuestion } from '../../../src/model/archive/archive-question.ts'
import { DAY } from '../../../src/model/time.ts'
import { writeArchive } from '../../archives/generator/write-archive.ts'
import type { Case, Measurement } from '../case.ts'
import { median } from '../median.ts'
import { type ProgramResult, runProgram } from '../program.ts'
import { repeat } from '../repeat.ts'

/** One account and Region for a year, and one day more. */
const SHAPE = {
  accounts: ['111122223333'],
  regions: ['us-east-1'],
  days: 365,
  eventsPerDay: 700,
  kmsShare: 0.05,
  filesPerDay: 24,
  level: 1,
}
const EVENTS = SHAPE.days * SHAPE.eventsPerDay
const START = Date.parse('2024-01-01T00:00:00Z')
/** The issue asks about so many events. Files of a real account have more events than those of this archive. */
const ASKED = 10_000_000

/** Questions about a year's index, and a run that adds one day to it. */
export const archiveYearCase: Case = {
  title: `a year's index of ${EVENTS} events: one day more, and questions`,
  async run({ runs }) {
    const folder = mkdtempSync(join(tmpdir(), 'kms-audit-bench-'))
    try {
      const [year, index] = [join(folder, 'year'), join(folder, 'index')]
      writeArchive(year, SHAPE)
      const first = await add(year, index)
      let day = 0
      const later = await repeat(runs, () => {
        writeArchive(year, { ...SHAPE, since: `2025-01-0${++day}`, days: 1, seed: 1 + day })
        return add(year, index)
      })
      return [secondRun(first, later), ...(await questions(index, runs))]
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
}

const add = (tree: string, index: string): Promise<ProgramResult> =>
  runProgram({
    url: '',
    args: ['archive', 'add', '--trail-archive', tree, '--trail-index', index, '--output', 'json'],
    measureResources: true,
  })

function secondRun(first: ProgramResult, later: readonly ProgramResult[]): Measurement {
  const bound = (first.cpu / EVENTS) * ASKED
  const ratios = later.map(({ cpu }) => cpu / bound)
  return {
    what: 'one day more, CPU',
    unit: 's',
    measured: median(later.map(({ cpu }) => cpu)),
    bound,
    ratio: median(ratios),
    bar: 0.02,
    samples: ratios,
    notes: [`bound: the first run took ${first.cpu.toFixed(1)} s for ${EVENTS} events, scaled to ${ASKED}`],
  }
}

async function questions(index: string, runs: number): Promise<Measurement[]> {
  const whole = { since: 0, until: START + 400 * DAY }
  const part = { since: START + 40 * DAY, until: START + 200 * DAY }
  return [
    await timed('last use over all time', 2, runs, () => ask(index, { ...whole, detail: 'last-use' })),
    await timed('any window, by day', 15, runs, () => ask(index, { ...part, detail: 'days' })),
  ]
}

async function timed(what: string, bar: number, runs: number, work: () => Promise<void>): Promise<Measurement> {
  const samples = await repeat(runs, async () => {
    const started = performance.now()
    await work()
    return (performance.now() - started) / 1000
  })
  return { what, unit: 's', measured: median(samples), bound: null, ratio: null, bar, samples, notes: [] }
}

async function ask(index: string, given: Pick<ArchiveQuestion, 'since' | 'until' | 'detail'>): Promise<void> {
  const processes = { pid: process.pid, isAlive: () => true }
  const engine = await openLocalEngine({
    trees: [],
    index,
    processes,
    now: START,
    signal: new AbortController().signal,
  })
  const answer = await engine.ask({ account: '111122223333', region: 'us-east-1', keys: null, ...given })
  await engine.close()
  if (!answer.known || answer.keys.size === 0) throw new Error('the index answers nothing')
}

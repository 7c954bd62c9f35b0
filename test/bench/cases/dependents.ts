import { OPERATIONS } from '../../../src/model/operations/operations.ts'
import type { Report } from '../../../src/model/report/report.ts'
import type { Case, Measurement } from '../case.ts'
import { BENCH_TYPES, RESOURCES, SWEEP_NEEDS } from '../dependents-scenario.ts'
import { median } from '../median.ts'
import { runProgram } from '../program.ts'
import { repeat } from '../repeat.ts'
import { withAws } from '../simulated-aws.ts'

const TYPES = BENCH_TYPES.map(({ id }) => id).join(',')
const MOST_MEGABYTES = 300

/** A search for dependents beside an audit that needs next to no time. */
export const dependentsCase: Case = {
  title: `${RESOURCES} resources of ${BENCH_TYPES.length} types, one Region`,
  async run({ runs }) {
    const timed = await repeat(runs, () => search(['--source', 'none']))
    const bound = slowestQueue()
    return [
      ratioLine(
        'calls',
        '',
        timed.map(({ calls }) => calls),
        total(SWEEP_NEEDS),
        1.1,
      ),
      {
        ...ratioLine(
          'wall',
          's',
          timed.map(({ seconds }) => seconds),
          bound.seconds,
          1.15,
        ),
        notes: [bound.words],
      },
      memoryLine(timed.map(({ peak }) => peak)),
    ]
  },
}

/** The same audit without and with the search, in turn: the queue of GetKeyLastUsage decides how long both take. */
export const besideAuditCase: Case = {
  title: `100 keys, without and with a search of ${RESOURCES} resources`,
  async run({ runs }) {
    const pairs = await repeat(runs, async () => ({ alone: await search([], []), both: await search([]) }))
    const samples = pairs.map(({ alone, both }) => both.seconds / alone.seconds)
    return [
      {
        what: 'wall',
        unit: 's',
        measured: median(pairs.map(({ both }) => both.seconds)),
        bound: median(pairs.map(({ alone }) => alone.seconds)),
        ratio: median(samples),
        bar: 1.05,
        samples,
        notes: ['bound: the same audit without --dependents'],
      },
    ]
  },
}

interface Search {
  seconds: number
  peak: number
  /** Calls of the search alone. */
  calls: number
}

const search = (args: readonly string[], types: readonly string[] = ['--dependents', TYPES]): Promise<Search> =>
  withAws('5000-resources', 'real', async ({ url, counters }) => {
    const all = ['--region', 'us-east-1', '--no-requests', ...args, ...types, '--output', 'json']
    const { seconds, stdout, peak } = await runProgram({ url, args: all, measureResources: true })
    if (types.length > 0) requireAllFound(stdout)
    const { calls } = await counters()
    return { seconds, peak, calls: Object.keys(SWEEP_NEEDS).reduce((sum, one) => sum + (calls[one] ?? 0), 0) }
  })

/** A search that lost something measures nothing. */
function requireAllFound(json: string): void {
  const { keys } = JSON.parse(json) as Report
  const found = keys.reduce((sum, { dependents = [] }) => sum + dependents.length, 0)
  const gaps = keys.flatMap(({ dependents_gaps: each = [] }) => each)
  if (found === RESOURCES && gaps.length === 0) return
  throw new Error(`${found} of ${RESOURCES} resources, ${gaps.length} gaps; ${gaps[0]?.type}: ${gaps[0]?.message}`)
}

/** What the slowest queue of the program takes: its first second of calls leaves at once. */
function slowestQueue(): { seconds: number; words: string } {
  const bounds = Object.entries(SWEEP_NEEDS).map(([operation, count]) => {
    const { perSecond: rate } = OPERATIONS[operation as keyof typeof OPERATIONS]
    return { seconds: Math.max(0, (count - rate) / rate), words: `(${count} - ${rate}) / ${rate}/s ${operation}` }
  })
  return bounds.reduce((slowest, bound) => (bound.seconds > slowest.seconds ? bound : slowest))
}

const total = (needs: Readonly<Record<string, number>>): number =>
  Object.values(needs).reduce((sum, count) => sum + count, 0)

function ratioLine(what: string, unit: 's' | '', values: readonly number[], bound: number, bar: number): Measurement {
  const samples = values.map(value => value / bound)
  return { what, unit, measured: median(values), bound, ratio: median(samples), bar, samples, notes: [] }
}

const memoryLine = (peaks: readonly number[]): Measurement => ({
  what: 'peak memory',
  unit: 'MB',
  measured: median(peaks),
  bound: null,
  ratio: null,
  bar: MOST_MEGABYTES,
  samples: peaks,
  notes: [],
})

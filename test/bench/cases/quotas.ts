import { withAws } from '../simulated-aws.ts'
import type { Counters } from '../aws-process.ts'
import type { Case, Measurement } from '../case.ts'
import { median } from '../median.ts'
import { runProgram } from '../program.ts'
import { quotaBound } from '../quota-bound.ts'
import { repeat } from '../repeat.ts'
import { scenarios, type ScenarioName } from '../scenarios.ts'
import { requireCompleteReport } from '../complete-output.ts'

interface QuotaCase {
  title: string
  scenario: ScenarioName
  args: readonly string[]
  /** The bar for wall / bound. */
  bar: number
}

/** The most throttled calls, in percent. */
const THROTTLED = 1

/** An audit whose time depends on quotas: how close it comes to their bound, and whether it exceeds them. */
export const quotaCase = ({ title, scenario, args, bar }: QuotaCase): Case => ({
  title,
  async run({ runs }) {
    const { needs } = scenarios[scenario]
    const bound = quotaBound(needs)
    const timed = await repeat(runs, () => audit(scenario, args))
    const walls = timed.map(({ seconds }) => seconds)
    const notes = [`bound: ${bound.words}`, ...callNotes(needs, timed)]
    const samples = walls.map(wall => wall / bound.seconds)
    return [
      {
        what: 'wall',
        unit: 's',
        measured: median(walls),
        bound: bound.seconds,
        ratio: median(samples),
        bar,
        samples,
        notes,
      },
      throttledLine(timed),
    ]
  },
})

interface Timed extends Counters {
  seconds: number
}

const audit = (scenario: ScenarioName, args: readonly string[]): Promise<Timed> =>
  withAws(scenario, 'real', async ({ url, counters }) => {
    const { seconds, stdout } = await runProgram({ url, args: [...args, '--output', 'json'] })
    requireCompleteReport(stdout, scenarios[scenario].keys)
    return { seconds, ...(await counters()) }
  })

/** The worst repetition and operation count, because few throttled calls must not hide among many others. */
function throttledLine(timed: readonly Timed[]): Measurement {
  const samples = timed.map(({ calls, throttled }) =>
    Math.max(0, ...Object.entries(throttled).map(([operation, count]) => (100 * count) / (calls[operation] ?? count))),
  )
  const measured = Math.max(...samples)
  const note = 'of the operation that was throttled most, in the worst repetition'
  return {
    what: 'throttled answers',
    unit: '%',
    measured,
    bound: null,
    ratio: null,
    bar: THROTTLED,
    samples,
    notes: [note],
  }
}

/** Compares the calls that were made with those that were needed. */
const callNotes = (needs: Readonly<Record<string, number>>, timed: readonly Timed[]): string[] =>
  Object.entries(needs).map(([operation, needed]) => {
    const asked = [...new Set(timed.map(({ calls }) => calls[operation] ?? 0))]
    return `${operation}: ${asked.join(' or ')} calls, ${needed} needed`
  })

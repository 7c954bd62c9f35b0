import type { AccessAssessment } from '../../model/assessments/access.ts'
import { countNoun } from '../../lib/text/numbers.ts'
import type { Conclusion } from '../shared/assess/definition.ts'

/** Compares the answers with what they should be. One that is not known is neither as expected nor not. */
export function conclusionOf({ expected, answers }: AccessAssessment): Conclusion {
  if (expected === null) return { exit: 'ok', notes: [] }
  const different = answers.filter(({ answer }) => answer !== expected && answer !== 'unknown')
  if (different.length > 0) {
    const [first] = different
    return {
      exit: 'findings',
      notes: [`--expect ${expected}: ${counted(different, answers)} ${first?.answer}.`],
    }
  }
  const open = answers.filter(({ answer }) => answer === 'unknown')
  if (open.length === 0) return { exit: 'ok', notes: [] }
  return {
    exit: 'incomplete',
    notes: [`--expect ${expected}: ${counted(open, answers)} not known: ${open[0]?.reason}`],
  }
}

/** `1 answer of 3 is` */
const counted = (some: readonly unknown[], all: readonly unknown[]): string =>
  `${countNoun(some.length, 'answer')} of ${all.length} ${some.length === 1 ? 'is' : 'are'}`

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
      notes: [
        `--expect ${expected}: ${countNoun(different.length, 'answer')} of ${answers.length} is ${first?.answer}.`,
      ],
    }
  }
  const open = answers.filter(({ answer }) => answer === 'unknown')
  if (open.length === 0) return { exit: 'ok', notes: [] }
  return {
    exit: 'incomplete',
    notes: [
      `--expect ${expected}: ${countNoun(open.length, 'answer')} of ${answers.length} is not known: ${open[0]?.reason}`,
    ],
  }
}

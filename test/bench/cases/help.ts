import type { Case } from '../case.ts'
import { median } from '../median.ts'
import { runHelp, runNode } from '../program.ts'
import { repeat } from '../repeat.ts'

/** Pairs for each repetition. The measurement is short and noisy. */
const PAIRS = 15

/**
 * The time to start the program compared with Node alone, pair by pair, because the speed of the machine changes by the
 * minute.
 */
export const help: Case = {
  title: 'kms-audit --help, against node -e 0',
  async run({ runs }) {
    await pair(0)
    const pairs = await repeat(runs * PAIRS, pair)
    const ratios = pairs.map(({ program, node }) => program / node)
    return [
      {
        what: 'wall',
        unit: 'ms',
        measured: median(pairs.map(({ program }) => program)),
        bound: median(pairs.map(({ node }) => node)),
        ratio: median(ratios),
        bar: 1.6,
        samples: ratios,
        notes: [`bound: node -e 0, ${pairs.length} pairs`],
      },
    ]
  },
}

/** Measures both, each first in turn. */
async function pair(time: number): Promise<{ program: number; node: number }> {
  const early = time % 2 === 0 ? await startNode() : null
  const program = (await runHelp()).seconds * 1000
  return { program, node: early ?? (await startNode()) }
}

const startNode = async (): Promise<number> => (await runNode({ args: ['-e', '0'] })).seconds * 1000

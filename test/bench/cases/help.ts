import type { Case } from '../case.ts'
import { median } from '../median.ts'
import { runHelp, runNode } from '../program.ts'
import { repeat } from '../repeat.ts'

/** Short and noisy: many pairs for each repetition asked for. */
const PAIRS = 15

/** What starting the program costs beyond starting Node, pair by pair, since the machine's speed changes by the minute. */
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

/** By turns the one first and the other. */
async function pair(time: number): Promise<{ program: number; node: number }> {
  const early = time % 2 === 0 ? await startNode() : null
  const program = (await runHelp()).seconds * 1000
  return { program, node: early ?? (await startNode()) }
}

const startNode = async (): Promise<number> => (await runNode({ args: ['-e', '0'] })).seconds * 1000

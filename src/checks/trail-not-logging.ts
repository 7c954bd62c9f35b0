import { listText } from '../policy/words.ts'
import { type AccountCheck, fail } from './check.ts'
import {
  type CoveredRegion,
  judgeRegions,
  type RegionState,
  regionsText,
  trailCommand,
  trailsOf,
} from './trail-coverage.ts'

const check: AccountCheck = {
  id: 'trail-not-logging',
  title: 'The trail is switched on',
  scope: 'account',
  severity: 'high',
  why: 'A trail that was stopped keeps nothing, and stopping it is the first thing an intruder does.',
  needs: ['trails'],
  judge: ({ trails }) =>
    judgeRegions(trails, {
      stateOf,
      failed(regions) {
        const stopped = trailsOf(regions)
        return fail(
          `Every trail that covers ${regionsText(regions)} is stopped: ${listText(stopped.map(({ name }) => name))}.`,
          trailCommand('start-logging', '--name', stopped[0]),
        )
      },
      unsure: regions => `Whether a trail of ${regions} is switched on could not be read.`,
      nothing: 'The account has no trail.',
    }),
}
export default check

function stateOf({ trails, isRead }: CoveredRegion): RegionState {
  if (trails.some(({ logging }) => logging === true)) return 'good'
  if (!isRead || trails.some(({ logging }) => logging === null)) return 'unknown'
  return trails.length > 0 ? 'bad' : 'nothing'
}

import { listText } from '../../lib/text/lists.ts'
import { type AccountCheck, fail } from '../check.ts'
import {
  type CoveredRegion,
  judgeRegions,
  type RegionState,
  regionsText,
  trailCommand,
  trailsOf,
} from './shared/trail-coverage.ts'

const check: AccountCheck = {
  id: 'trail-not-logging',
  title: 'CloudTrail trails should have logging turned on',
  scope: 'account',
  severity: 'high',
  why: 'A trail with logging turned off records no events. Attackers often turn off logging first.',
  docs: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-turning-off-logging.html',
  needs: ['trails'],
  judge: ({ trails }) =>
    judgeRegions(trails, {
      stateOf: loggingState,
      failed(regions) {
        const stopped = trailsOf(regions)
        return fail(
          `Logging is turned off for every trail that covers ${regionsText(regions)}: ${listText(stopped.map(({ name }) => name))}.`,
          trailCommand('start-logging', '--name', stopped[0]),
        )
      },
      unsure: regions => `The logging status of the trails in ${regions} could not be read.`,
      nothing: 'The account has no trail.',
    }),
}
export default check

function loggingState({ trails, isRead }: CoveredRegion): RegionState {
  if (trails.some(({ logging }) => logging === true)) return 'good'
  if (!isRead || trails.some(({ logging }) => logging === null)) return 'unknown'
  return trails.length > 0 ? 'bad' : 'nothing'
}

import type { TrailRecord } from '../../model/report/report.ts'
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
  id: 'trail-hides-kms',
  title: 'CloudTrail trails should record all KMS events',
  scope: 'account',
  severity: 'medium',
  why: 'A trail can exclude KMS events or read events, and the use of a key is a read event. Such a trail does not show who decrypted data.',
  docs: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html',
  needs: ['trails'],
  judge: ({ trails }) =>
    judgeRegions(trails, {
      stateOf: selectionState,
      failed(regions) {
        const hiding = trailsOf(regions).filter(isRunning)
        return fail(
          `No trail records all KMS events in ${regionsText(regions)}: ${hiding.map(reasonsText).join(', ')}.`,
          // PutEventSelectors replaces all selectors, so the user has to know the present ones first.
          trailCommand('get-event-selectors', '--trail-name', hiding[0]),
        )
      },
      unsure: regions => `The event selectors of the trails in ${regions} could not be read.`,
      nothing: 'No trail has logging turned on.',
    }),
}
export default check

function selectionState({ trails, isRead }: CoveredRegion): RegionState {
  const running = trails.filter(isRunning)
  const logging = running.filter(trail => trail.logging === true)
  if (logging.some(({ hides_kms }) => hides_kms?.length === 0)) return 'good'
  if (!isRead || !running.every(hidesKms)) return 'unknown'
  if (running.length === 0) return 'nothing'
  return logging.length > 0 ? 'bad' : 'unknown'
}

const isRunning = ({ logging }: TrailRecord): boolean => logging !== false

const hidesKms = ({ hides_kms }: TrailRecord): boolean => hides_kms !== null && hides_kms.length > 0

const reasonsText = ({ name, hides_kms }: TrailRecord): string => `${name} (${(hides_kms ?? []).join(', ')})`

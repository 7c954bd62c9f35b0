import type { TrailRecord } from '../model/report.ts'
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
  id: 'trail-hides-kms',
  title: 'A trail keeps all events of KMS',
  scope: 'account',
  severity: 'medium',
  why: 'Trails can leave out KMS or all events that only read, and using a key counts as reading. Then nobody can tell who decrypted what.',
  needs: ['trails'],
  judge: ({ trails }) =>
    judgeRegions(trails, {
      stateOf,
      failed(regions) {
        const hiding = trailsOf(regions).filter(isRunning)
        return fail(
          `No trail keeps all events of KMS in ${regionsText(regions)}: ${hiding.map(reasons).join('; ')}.`,
          // Selectors can only be put all at once, so the present ones have to be known first.
          trailCommand('get-event-selectors', '--trail-name', hiding[0]),
        )
      },
      unsure: regions => `What the trails of ${regions} keep could not be read.`,
      nothing: 'No trail is switched on.',
    }),
}
export default check

function stateOf({ trails, isRead }: CoveredRegion): RegionState {
  const running = trails.filter(isRunning)
  const logging = running.filter(trail => trail.logging === true)
  if (logging.some(({ hides_kms }) => hides_kms?.length === 0)) return 'good'
  if (!isRead || !running.every(hides)) return 'unknown'
  if (running.length === 0) return 'nothing'
  return logging.length > 0 ? 'bad' : 'unknown'
}

const isRunning = ({ logging }: TrailRecord): boolean => logging !== false

const hides = ({ hides_kms }: TrailRecord): boolean => hides_kms !== null && hides_kms.length > 0

const reasons = ({ name, hides_kms }: TrailRecord): string => `${name} (${(hides_kms ?? []).join(', ')})`

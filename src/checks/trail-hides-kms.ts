import type { TrailRecord } from '../model/report.ts'
import { type AccountCheck, fail, notApplicable, pass, unknown } from './check.ts'
import { awsCommand } from './remedy.ts'

const check: AccountCheck = {
  id: 'trail-hides-kms',
  title: 'A trail keeps all events of KMS',
  scope: 'account',
  severity: 'medium',
  why: 'Trails can leave out KMS or all events that only read, and using a key counts as reading. Then nobody can tell who decrypted what.',
  needs: ['trails'],
  judge({ trails }) {
    const running = trails.filter(({ logging }) => logging !== false)
    const [first] = running
    if (first === undefined) return notApplicable('No trail is switched on.')
    if (running.some(trail => trail.logging === true && trail.hides_kms?.length === 0)) return pass
    const hiding = running.filter(hides)
    if (hiding.length < running.length || !running.some(({ logging }) => logging === true)) {
      return unknown(`What these trails keep could not be read: ${running.map(({ name }) => name).join(', ')}.`)
    }
    return fail(
      `No trail keeps all events of KMS: ${hiding.map(reasons).join('; ')}.`,
      // Selectors can only be put all at once, so the present ones have to be known first.
      awsCommand('cloudtrail', 'get-event-selectors', '--trail-name', first.arn, '--region', first.home_region),
    )
  },
}
export default check

const hides = ({ hides_kms }: TrailRecord): boolean => hides_kms !== null && hides_kms.length > 0

const reasons = ({ name, hides_kms }: TrailRecord): string => `${name} (${(hides_kms ?? []).join(', ')})`

import { type AccountCheck, fail, notApplicable, pass, unknown } from './check.ts'
import { awsCommand } from './remedy.ts'

const check: AccountCheck = {
  id: 'trail-not-logging',
  title: 'The trail is switched on',
  scope: 'account',
  severity: 'high',
  why: 'A trail that was stopped keeps nothing, and stopping it is the first thing an intruder does.',
  needs: ['trails'],
  judge({ trails }) {
    if (trails.length === 0) return notApplicable('The account has no trail.')
    const everywhere = trails.filter(trail => trail.multi_region)
    const looked = everywhere.length > 0 ? everywhere : trails
    if (looked.some(({ logging }) => logging === true)) return pass
    const names = looked.map(({ name }) => name).join(', ')
    const stopped = looked.find(({ logging }) => logging === false)
    if (stopped === undefined || looked.some(({ logging }) => logging === null)) {
      return unknown(`Whether these trails are switched on could not be read: ${names}.`)
    }
    return fail(
      `Every trail that counts is stopped: ${names}.`,
      awsCommand('cloudtrail', 'start-logging', '--name', stopped.arn, '--region', stopped.home_region),
    )
  },
}
export default check

import { listText } from '../policy/words.ts'
import { type AccountCheck, fail, pass } from './check.ts'
import { awsCommand, fillIn } from './remedy.ts'

const check: AccountCheck = {
  id: 'trail-missing',
  title: 'A trail keeps the events of all Regions',
  scope: 'account',
  severity: 'high',
  why: 'Without a trail, CloudTrail forgets after 90 days who used a key and who scheduled it for deletion.',
  needs: ['trails'],
  judge({ trails }) {
    // Any Region that answered shows the trails for all Regions: those that did not answer change nothing.
    const seen = Object.values(trails).flatMap(ofRegion => ofRegion ?? [])
    if (seen.some(trail => trail.multi_region)) return pass
    const bare = Object.keys(trails).filter(region => trails[region]?.length === 0)
    const names = listText(seen.map(({ name, home_region }) => `${name} of ${home_region}`))
    const [single] = seen
    if (single === undefined) {
      const where = [
        '--name',
        fillIn('NAME', 'set NAME to a name for the trail'),
        '--s3-bucket-name',
        fillIn('BUCKET', 'set BUCKET to the bucket for the events'),
        '--region',
        bare[0] ?? '',
      ]
      const remedy = awsCommand('cloudtrail', 'create-trail', '--is-multi-region-trail', ...where)
      return fail(`No trail keeps the events of ${listText(bare)}.`, remedy)
    }
    const where = ['--name', single.arn, '--region', single.home_region]
    const remedy = awsCommand('cloudtrail', 'update-trail', '--is-multi-region-trail', ...where)
    return bare.length > 0
      ? fail(`No trail keeps the events of ${listText(bare)}, only those of other Regions (${names}).`, remedy)
      : fail(`No trail keeps the events of more than its own Region (${names}).`, remedy, 'medium')
  },
}
export default check

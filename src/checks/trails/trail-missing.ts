import { listText } from '../../lib/text/lists.ts'
import { type AccountCheck, fail, pass } from '../check.ts'
import { awsCommand, fillIn } from '../shared/remedy.ts'

const check: AccountCheck = {
  id: 'trail-missing',
  title: 'Accounts should have a multi-Region CloudTrail trail',
  scope: 'account',
  severity: 'high',
  why: 'CloudTrail event history keeps events for 90 days. To find out later who used a key or scheduled its deletion, you need a trail.',
  docs: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/receive-cloudtrail-log-files-from-multiple-regions.html',
  needs: ['trails'],
  judge({ trails }) {
    // Every Region lists the multi-Region trails, so one Region that answered is enough to find them.
    const known = Object.values(trails).flatMap(ofRegion => ofRegion ?? [])
    if (known.some(trail => trail.multi_region)) return pass
    const uncovered = Object.keys(trails).filter(region => trails[region]?.length === 0)
    const names = listText(known.map(({ name, home_region }) => `${name} in ${home_region}`))
    const [single] = known
    if (single === undefined) {
      const where = [
        '--name',
        fillIn('NAME', 'set NAME to a name for the trail'),
        '--s3-bucket-name',
        fillIn('BUCKET', 'set BUCKET to the S3 bucket for the events'),
        '--region',
        uncovered[0] ?? '',
      ]
      const remedy = awsCommand('cloudtrail', 'create-trail', '--is-multi-region-trail', ...where)
      return fail(`No trail records events in ${listText(uncovered)}.`, remedy)
    }
    const where = ['--name', single.arn, '--region', single.home_region]
    const remedy = awsCommand('cloudtrail', 'update-trail', '--is-multi-region-trail', ...where)
    return uncovered.length > 0
      ? fail(`No trail records events in ${listText(uncovered)}. Trails in other Regions: ${names}.`, remedy)
      : fail(`No trail records events in all Regions. Single-Region trails: ${names}.`, remedy, 'medium')
  },
}
export default check

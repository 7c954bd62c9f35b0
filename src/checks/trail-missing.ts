import { type AccountCheck, fail, pass } from './check.ts'
import { awsCommand } from './remedy.ts'

const check: AccountCheck = {
  id: 'trail-missing',
  title: 'A trail keeps the events of all Regions',
  scope: 'account',
  severity: 'high',
  why: 'Without a trail, CloudTrail forgets after 90 days who used a key and who scheduled it for deletion.',
  needs: ['trails'],
  judge({ account_id, trails }, { report }) {
    if (trails.some(trail => trail.multi_region)) return pass
    const [single] = trails
    if (single === undefined) {
      const region = report.scope.places.find(place => place.account_id === account_id)?.region ?? 'REGION'
      const where = ['--name', 'NAME', '--s3-bucket-name', 'BUCKET', '--region', region]
      const remedy = awsCommand('cloudtrail', 'create-trail', '--is-multi-region-trail', ...where)
      return fail('The account has no trail.', remedy)
    }
    const names = trails.map(({ name, home_region }) => `${name} of ${home_region}`).join(', ')
    const where = ['--name', single.arn, '--region', single.home_region]
    const remedy = awsCommand('cloudtrail', 'update-trail', '--is-multi-region-trail', ...where)
    return fail(`No trail keeps the events of more than its own Region (${names}).`, remedy, 'medium')
  },
}
export default check

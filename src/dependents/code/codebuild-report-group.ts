import type { Dependent } from '../dependent.ts'
import { inBatches } from '../shared/in-batches.ts'

const GROUPS_PER_CALL = 100

/**
 * The key encrypts the raw results of reports that CodeBuild exports to S3.
 * https://docs.aws.amazon.com/codebuild/latest/APIReference/API_S3ReportExportConfig.html
 */
const codebuildReportGroup: Dependent = {
  singular: 'CodeBuild report group',
  plural: 'CodeBuild report groups',
  operations: ['codebuild:ListReportGroups', 'codebuild:BatchGetReportGroups'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'results are no longer exported, and earlier ones cannot be read' },
  namedBy: { arn: /^codebuild:[^:]*:[^:]*:report-group\/(.+)$/ },
  encryption: { notJudged: 'It exports raw data to Amazon S3. Buckets are judged.' },
  async list(sweep) {
    const { BatchGetReportGroupsCommand, CodeBuildClient, ListReportGroupsCommand } =
      await import('@aws-sdk/client-codebuild')
    const codebuild = sweep.client('CodeBuild', config => new CodeBuildClient(config))
    const all: string[] = []
    const send = (nextToken: string | undefined) =>
      codebuild.send(new ListReportGroupsCommand({ maxResults: 100, nextToken }))
    const list = { send, items: 'reportGroups', next: 'nextToken' }
    await sweep.pages('codebuild:ListReportGroups', list, group => void all.push(group.itself()))
    await inBatches(all, GROUPS_PER_CALL, reportGroupArns => {
      const get = new BatchGetReportGroupsCommand({ reportGroupArns })
      const request = { send: () => codebuild.send(get), items: 'reportGroups' }
      return sweep.pages('codebuild:BatchGetReportGroups', request, group => {
        const destination = group.at('exportConfig').at('s3Destination')
        const [id, arn] = [group.word('name'), group.text('arn')]
        sweep.found({ id, arn, key: destination.text('encryptionKey') })
      })
    })
  },
}

export default codebuildReportGroup

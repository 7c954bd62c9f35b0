import type { Dependent } from '../dependent.ts'
import { awsCommand, KEY, raw } from '../shared/aws-command.ts'
import { inBatches } from '../shared/in-batches.ts'
import { noting } from '../shared/noting.ts'

const PROJECTS_PER_CALL = 100

/**
 * The key encrypts the output artifacts of builds. Without one, CodeBuild uses that of AWS for S3.
 * https://docs.aws.amazon.com/codebuild/latest/userguide/security-encryption.html
 */
const codebuildProject: Dependent = {
  singular: 'CodeBuild project',
  plural: 'CodeBuild projects',
  operations: ['codebuild:ListProjects', 'codebuild:BatchGetProjects'],
  effort: 'each',
  effect: {
    when: 'at-once',
    consequence: 'builds fail when they upload artifacts, and earlier artifacts cannot be read',
  },
  namedBy: { arn: /^codebuild:[^:]*:[^:]*:project\/(.+)$/ },
  config: [{ resourceType: 'AWS::CodeBuild::Project', property: 'encryptionKey' }],
  // https://docs.aws.amazon.com/codebuild/latest/userguide/security-encryption.html
  encryption: {
    resourceType: 'AWS::CodeBuild::Project',
    withoutKey: 'aws_managed',
    fix: 'in-place',
    remedy: 'Set the key of the project. It applies to artifacts of later builds.',
    command: ({ id, region }) =>
      awsCommand('codebuild update-project', { name: id, 'encryption-key': raw(KEY) }, region),
  },
  async list(sweep) {
    const { BatchGetProjectsCommand, CodeBuildClient, ListProjectsCommand } = await import('@aws-sdk/client-codebuild')
    const codebuild = sweep.client('CodeBuild', config => new CodeBuildClient(config))
    const all: string[] = []
    const send = (nextToken: string | undefined) => codebuild.send(new ListProjectsCommand({ nextToken }))
    const list = { send, items: 'projects', next: 'nextToken' }
    await sweep.pages('codebuild:ListProjects', list, project => void all.push(project.itself()))
    const members = { id: 'name', arn: 'arn', key: 'encryptionKey' }
    await inBatches(all, PROJECTS_PER_CALL, names => {
      const get = { send: () => codebuild.send(new BatchGetProjectsCommand({ names })), items: 'projects' }
      return sweep.pages('codebuild:BatchGetProjects', get, noting(sweep, members))
    })
  },
}

export default codebuildProject

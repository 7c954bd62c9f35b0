import type { Item } from '../../aws/answers/item.ts'
import type { Dependent } from '../dependent.ts'
import { awsCommand, KEY, raw } from '../shared/aws-command.ts'
import { inBatches } from '../shared/in-batches.ts'

const REPOSITORIES_PER_CALL = 25

/**
 * Errors of BatchGetRepositories name keys that are disabled or refused, so CodeCommit may use the key to answer.
 * https://docs.aws.amazon.com/codecommit/latest/userguide/encryption.html
 * https://docs.aws.amazon.com/codecommit/latest/APIReference/API_BatchGetRepositories.html
 */
const codecommitRepository: Dependent = {
  singular: 'CodeCommit repository',
  plural: 'CodeCommit repositories',
  operations: ['codecommit:ListRepositories', 'codecommit:BatchGetRepositories'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'the repository can be neither cloned nor pushed to' },
  mayDecrypt: 'CodeCommit may use the key of a repository to describe it',
  namedBy: { arn: /^codecommit:[^:]*:[^:]*:(.+)$/, context: 'aws:codecommit:id' },
  // https://docs.aws.amazon.com/codecommit/latest/userguide/encryption.html
  encryption: {
    resourceType: 'AWS::CodeCommit::Repository',
    withoutKey: 'aws_managed',
    fix: 'in-place',
    remedy: 'Change the key of the repository. CodeCommit encrypts it again, during which it cannot be changed.',
    command: ({ id, region }) =>
      awsCommand(
        'codecommit update-repository-encryption-key',
        { 'repository-name': id, 'kms-key-id': raw(KEY) },
        region,
      ),
  },
  async list(sweep) {
    const { BatchGetRepositoriesCommand, CodeCommitClient, ListRepositoriesCommand } =
      await import('@aws-sdk/client-codecommit')
    const codecommit = sweep.client('CodeCommit', config => new CodeCommitClient(config))
    const all: string[] = []
    const send = (nextToken: string | undefined) => codecommit.send(new ListRepositoriesCommand({ nextToken }))
    const list = { send, items: 'repositories', next: 'nextToken' }
    await sweep.pages('codecommit:ListRepositories', list, listed => void all.push(listed.word('repositoryName')))
    await inBatches(all, REPOSITORIES_PER_CALL, repositoryNames => {
      const get = new BatchGetRepositoriesCommand({ repositoryNames })
      const request = { send: () => codecommit.send(get), items: 'repositories', failed: unreadRepositories }
      return sweep.pages('codecommit:BatchGetRepositories', request, repository => {
        const [id, arn] = [repository.word('repositoryName'), repository.text('Arn')]
        const otherIds = [repository.word('repositoryId')]
        sweep.found({ id, arn, key: repository.text('kmsKeyId'), otherIds })
      })
    })
  },
}

/** Which repositories the answer leaves out, and why. */
const unreadRepositories = (answer: Item): string[] =>
  answer
    .list('errors')
    .map(error => `${error.text('repositoryName')}: ${error.text('errorMessage') ?? error.text('errorCode')}`)

export default codecommitRepository

import type { Dependent } from '../dependent.ts'
import { awsCommand, KEY, raw } from '../shared/aws-command.ts'
import { PASSWORD_EFFECT } from '../shared/password-effect.ts'
import { REDSHIFT_EFFECT } from './shared/redshift-effect.ts'

const redshiftServerlessNamespace: Dependent = {
  singular: 'Redshift Serverless namespace',
  plural: 'Redshift Serverless namespaces',
  operations: ['redshift-serverless:ListNamespaces'],
  effort: 'list',
  effect: REDSHIFT_EFFECT,
  namedBy: { arn: /^redshift-serverless:[^:]*:[^:]*:namespace\/(.+)$/, context: 'aws:redshift-serverless:arn' },
  // https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-workgroups-and-namespaces-rotate-kms-key.html
  encryption: {
    resourceType: 'AWS::RedshiftServerless::Namespace',
    withoutKey: 'aws_owned',
    fix: 'in-place',
    remedy: 'Change the key of the namespace.',
    command: ({ id, region }) =>
      awsCommand('redshift-serverless update-namespace', { 'namespace-name': id, 'kms-key-id': raw(KEY) }, region),
  },
  async list(sweep) {
    const { ListNamespacesCommand, RedshiftServerlessClient } = await import('@aws-sdk/client-redshift-serverless')
    const redshift = sweep.client('Redshift Serverless', config => new RedshiftServerlessClient(config))
    const send = (nextToken: string | undefined) =>
      redshift.send(new ListNamespacesCommand({ maxResults: 100, nextToken }))
    const request = { send, items: 'namespaces', next: 'nextToken' }
    await sweep.pages('redshift-serverless:ListNamespaces', request, namespace => {
      const names = { id: namespace.word('namespaceName'), arn: namespace.text('namespaceArn') }
      sweep.found({ ...names, key: namespace.text('kmsKeyId') })
      const password = namespace.text('adminPasswordSecretKmsKeyId')
      sweep.found({ ...names, key: password, role: 'password', effect: PASSWORD_EFFECT })
    })
  },
}

export default redshiftServerlessNamespace

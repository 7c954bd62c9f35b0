import type { Dependent } from '../dependent.ts'

/**
 * A proxy has no key of its own, but logs in with secrets that have one.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-secrets-arns.html
 */
const rdsProxy: Dependent = {
  singular: 'RDS proxy',
  plural: 'RDS proxies',
  operations: ['rds:DescribeDBProxies', 'secretsmanager:DescribeSecret'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'the proxy can no longer log in to the database' },
  namedBy: { arn: /^rds:[^:]*:[^:]*:db-proxy:(.+)$/ },
  encryption: { notJudged: 'A proxy stores no data. Its secrets are judged.' },
  async list(sweep) {
    const { DescribeDBProxiesCommand, RDSClient } = await import('@aws-sdk/client-rds')
    const { DescribeSecretCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager')
    const rds = sweep.client('RDS', config => new RDSClient(config))
    const secrets = sweep.client('Secrets Manager', config => new SecretsManagerClient(config))
    const send = (Marker: string | undefined) => rds.send(new DescribeDBProxiesCommand({ MaxRecords: 100, Marker }))
    await sweep.pages('rds:DescribeDBProxies', { send, items: 'DBProxies', next: 'Marker' }, async proxy => {
      const names = { id: proxy.word('DBProxyName'), arn: proxy.text('DBProxyArn'), role: 'secret' }
      for (const SecretId of new Set(proxy.list('Auth').map(auth => auth.text('SecretArn')))) {
        if (SecretId === undefined) continue
        const describe = () => secrets.send(new DescribeSecretCommand({ SecretId }))
        const secret = await sweep.call('secretsmanager:DescribeSecret', SecretId, describe, [
          'ResourceNotFoundException',
        ])
        sweep.found({ ...names, key: secret?.text('KmsKeyId') })
      }
    })
  },
}

export default rdsProxy

import type { Dependent } from '../dependent.ts'
import { awsCommand, KEY, raw } from '../shared/aws-command.ts'
import { versionId } from './shared/lambda-version.ts'

/**
 * Functions and their published versions. Execution environments that are running have decrypted what they need.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html
 */
const lambdaFunction: Dependent = {
  singular: 'Lambda function',
  plural: 'Lambda functions',
  operations: ['lambda:ListFunctions'],
  effort: 'list',
  effect: { when: 'at-once', consequence: 'invocations fail as soon as they need a new execution environment' },
  mayDecrypt: 'Lambda decrypts environment variables for the caller',
  namedBy: { arn: /^lambda:[^:]*:[^:]*:function:(.+)$/, context: 'aws:lambda:FunctionArn' },
  config: [{ resourceType: 'AWS::Lambda::Function', property: 'kmskeyArn' }],
  // https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html
  encryption: {
    resourceType: 'AWS::Lambda::Function',
    withoutKey: 'aws_managed',
    fix: 'in-place',
    remedy: 'Set the key of the function. Principals that read the environment variables need kms:Decrypt for the key.',
    command: ({ id, region }) =>
      awsCommand('lambda update-function-configuration', { 'function-name': id, 'kms-key-arn': raw(KEY) }, region),
  },
  async list(sweep) {
    const { LambdaClient, ListFunctionsCommand } = await import('@aws-sdk/client-lambda')
    const lambda = sweep.client('Lambda', config => new LambdaClient(config))
    const send = (Marker: string | undefined) =>
      lambda.send(new ListFunctionsCommand({ FunctionVersion: 'ALL', MaxItems: 50, Marker }))
    await sweep.pages('lambda:ListFunctions', { send, items: 'Functions', next: 'NextMarker' }, version => {
      const names = { id: versionId(version), arn: version.text('FunctionArn') }
      sweep.found({ ...names, key: version.text('KMSKeyArn') })
      sweep.found({ ...names, key: version.at('DurableConfig').text('KMSKeyArn'), role: 'durable executions' })
    })
  },
}

export default lambdaFunction

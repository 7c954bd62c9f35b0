import type { Dependent } from '../dependent.ts'
import { versionId } from './shared/lambda-version.ts'

/**
 * Deployment packages in .zip files. Lambda needs the key to create or change a function from the package.
 * https://docs.aws.amazon.com/lambda/latest/dg/encrypt-zip-package.html
 */
const lambdaPackage: Dependent = {
  singular: 'Lambda deployment package',
  plural: 'Lambda deployment packages',
  operations: ['lambda:ListFunctions', 'lambda:GetFunction'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'the code can no longer be read, and Lambda cannot prepare it again' },
  mayDecrypt: 'Lambda decrypts environment variables for the caller',
  // https://docs.aws.amazon.com/lambda/latest/dg/encrypt-zip-package.html
  encryption: {
    resourceType: 'AWS::Lambda::DeploymentPackage',
    withoutKey: 'aws_owned',
    fix: 'in-place',
    remedy:
      'Deploy the package of the function again with the key (aws lambda update-function-code --source-kms-key-arn).',
  },
  async list(sweep) {
    const { GetFunctionCommand, LambdaClient, ListFunctionsCommand } = await import('@aws-sdk/client-lambda')
    const lambda = sweep.client('Lambda', config => new LambdaClient(config))
    const send = (Marker: string | undefined) =>
      lambda.send(new ListFunctionsCommand({ FunctionVersion: 'ALL', MaxItems: 50, Marker }))
    await sweep.pages('lambda:ListFunctions', { send, items: 'Functions', next: 'NextMarker' }, async version => {
      if (version.text('PackageType') === 'Image') return
      const arn = version.word('FunctionArn')
      const get = () => lambda.send(new GetFunctionCommand({ FunctionName: arn }))
      const answer = await sweep.call('lambda:GetFunction', arn, get, ['ResourceNotFoundException'])
      if (answer) sweep.found({ id: versionId(version), arn, key: answer.at('Code').text('SourceKMSKeyArn') })
    })
  },
}

export default lambdaPackage

import type { Dependent } from '../dependent.ts'

/**
 * The first key encrypts the volumes of the instances, the others what the endpoint writes to S3.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeEndpointConfig.html
 */
const sagemakerEndpointConfig: Dependent = {
  singular: 'SageMaker endpoint configuration',
  plural: 'SageMaker endpoint configurations',
  operations: ['sagemaker:ListEndpointConfigs', 'sagemaker:DescribeEndpointConfig'],
  effort: 'each',
  effect: { when: 'on-next-start', consequence: 'instances of its endpoints do not start', failsSilently: true },
  namedBy: { arn: /^sagemaker:[^:]*:[^:]*:endpoint-config\/(.+)$/ },
  config: [{ resourceType: 'AWS::SageMaker::EndpointConfig', property: 'KmsKeyId' }],
  // https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest.html
  encryption: {
    resourceType: 'AWS::SageMaker::EndpointConfig',
    withoutKey: 'aws_owned',
    fix: 'new-resource',
    remedy:
      'The key of an endpoint configuration cannot be changed. Create another configuration with the key, and ' +
      'update the endpoint to it.',
  },
  async list(sweep) {
    const { DescribeEndpointConfigCommand, ListEndpointConfigsCommand, SageMakerClient } =
      await import('@aws-sdk/client-sagemaker')
    const sagemaker = sweep.client('SageMaker', config => new SageMakerClient(config))
    const send = (NextToken: string | undefined) =>
      sagemaker.send(new ListEndpointConfigsCommand({ MaxResults: 100, NextToken }))
    await sweep.pages('sagemaker:ListEndpointConfigs', { send, items: 'EndpointConfigs' }, async listed => {
      const id = listed.word('EndpointConfigName')
      const describe = new DescribeEndpointConfigCommand({ EndpointConfigName: id })
      const answer = await sweep.call('sagemaker:DescribeEndpointConfig', id, () => sagemaker.send(describe))
      if (answer === null) return
      const arn = answer.text('EndpointConfigArn')
      const captured = answer.at('DataCaptureConfig').text('KmsKeyId')
      const results = answer.at('AsyncInferenceConfig').at('OutputConfig').text('KmsKeyId')
      sweep.found({ id, arn, key: answer.text('KmsKeyId') })
      sweep.found({ id, arn, key: captured, role: 'captured data', effect: UNWRITTEN })
      sweep.found({ id, arn, key: results, role: 'asynchronous results', effect: UNWRITTEN })
    })
  },
}

const UNWRITTEN = { when: 'at-once', consequence: 'it can be neither written nor read' } as const

export default sagemakerEndpointConfig

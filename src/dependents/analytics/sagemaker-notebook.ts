import type { Dependent } from '../dependent.ts'

/**
 * The key encrypts the storage volume, which is attached when the instance starts.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest-nbi.html
 */
const sagemakerNotebook: Dependent = {
  singular: 'SageMaker notebook instance',
  plural: 'SageMaker notebook instances',
  operations: ['sagemaker:ListNotebookInstances', 'sagemaker:DescribeNotebookInstance'],
  effort: 'each',
  effect: { when: 'on-next-start', consequence: 'the instance does not start again', failsSilently: true },
  namedBy: { arn: /^sagemaker:[^:]*:[^:]*:notebook-instance\/(.+)$/ },
  config: [{ resourceType: 'AWS::SageMaker::NotebookInstance', property: 'KmsKeyId' }],
  // https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest.html
  encryption: {
    resourceType: 'AWS::SageMaker::NotebookInstance',
    withoutKey: 'aws_owned',
    fix: 'new-resource',
    remedy:
      'The key of a notebook instance cannot be changed. Create another instance with the key, and move the ' +
      'files to it.',
  },
  async list(sweep) {
    const { DescribeNotebookInstanceCommand, ListNotebookInstancesCommand, SageMakerClient } =
      await import('@aws-sdk/client-sagemaker')
    const sagemaker = sweep.client('SageMaker', config => new SageMakerClient(config))
    const send = (NextToken: string | undefined) =>
      sagemaker.send(new ListNotebookInstancesCommand({ MaxResults: 100, NextToken }))
    await sweep.pages('sagemaker:ListNotebookInstances', { send, items: 'NotebookInstances' }, async listed => {
      const id = listed.word('NotebookInstanceName')
      const describe = new DescribeNotebookInstanceCommand({ NotebookInstanceName: id })
      const answer = await sweep.call('sagemaker:DescribeNotebookInstance', id, () => sagemaker.send(describe))
      if (answer) sweep.found({ id, arn: answer.text('NotebookInstanceArn'), key: answer.text('KmsKeyId') })
    })
  },
}

export default sagemakerNotebook

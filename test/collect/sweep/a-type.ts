import type { Dependent } from '../../../src/dependents/dependent.ts'
import type { NamedDependent } from '../../../src/dependents/load-dependents.ts'

/** A type of resources for tests: volumes that are found by whatever `list` says. */
export const aType = (
  list: Dependent['list'],
  others: Partial<Dependent> & { id?: string; isNamed?: boolean } = {},
): NamedDependent => {
  const { id = 'ebs-volume', isNamed = false, ...dependent } = others
  return {
    id,
    isNamed,
    dependent: {
      singular: 'EBS volume',
      plural: 'EBS volumes',
      operations: ['ec2:DescribeVolumes'],
      effort: 'list',
      encryption: { notJudged: 'It is not judged.' },
      effect: { when: 'on-next-start', consequence: 'the next start fails' },
      namedBy: { arn: /^ec2:[^:]*:[^:]*:volume\/(.+)$/, context: 'aws:ebs:id' },
      config: [{ resourceType: 'AWS::EC2::Volume', property: 'kmsKeyId' }],
      configIsComplete: true,
      ...dependent,
      list,
    },
  }
}

export const findsNothing = (): Promise<void> => Promise.resolve()

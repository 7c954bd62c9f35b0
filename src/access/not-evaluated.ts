import type { NotEvaluated } from '../model/assessments/access.ts'

/**
 * What can deny a request besides everything that was looked at. Each can only take access away, so that a denied
 * request stays denied.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html
 */
export const notEvaluated = (type: 'role' | 'user', doubtful: readonly string[]): NotEvaluated[] => [
  {
    name: 'resource control policies',
    reason: 'IAM does not simulate them. Those of an organization can deny the use of its keys and secrets.',
  },
  { name: 'VPC endpoint policies', reason: 'They apply only to requests through the endpoint.' },
  ...(type === 'role'
    ? [{ name: 'session policies', reason: 'They can limit one session of the role, and are not stored.' }]
    : []),
  ...(doubtful.length === 0
    ? []
    : [
        {
          name: `conditions on ${[...new Set(doubtful)].join(', ')}`,
          reason: 'The values are not known before the request. Give them with --context.',
        },
      ]),
]

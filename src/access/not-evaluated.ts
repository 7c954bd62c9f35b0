import type { NotEvaluated } from '../model/assessments/access.ts'

/**
 * What can decide otherwise than everything that was looked at: it was not read, or not to its end.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html
 */
export const notEvaluated = (
  type: 'role' | 'user',
  doubtful: readonly string[],
  isInOrganization: boolean,
): NotEvaluated[] => [
  {
    name: 'resource control policies',
    reason: 'IAM does not simulate them. Those of an organization can deny the use of its keys and secrets.',
  },
  { name: 'VPC endpoint policies', reason: 'They apply only to requests through the endpoint.' },
  ...(type === 'role'
    ? [{ name: 'session policies', reason: 'They can limit one session of the role, and are not stored.' }]
    : []),
  ...(isInOrganization
    ? [
        {
          name: 'conditions of service control policies on other values',
          reason: 'IAM evaluates them as if the request did not carry the values, and does not name them.',
        },
      ]
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

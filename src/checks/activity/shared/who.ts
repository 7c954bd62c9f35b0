import type { FindingResource } from '../../../model/finding.ts'

interface Caller {
  principal: string | null
  service: string | null
}

/** `role orders-api through dynamodb.amazonaws.com`, `user alice`, `s3.amazonaws.com` */
export const callerText = ({ principal, service }: Caller): string =>
  principal === null
    ? (service ?? 'an unknown principal')
    : `${principalText(principal)}${service === null ? '' : ` through ${service}`}`

/** `role orders-api`; a principal of another account is named by its unique ID. */
export function principalText(principal: string): string {
  const [, type, name] =
    /^arn:[^:]+:(?:iam|sts)::\d*:(root|role|user|assumed-role|federated-user)\/?(.*)$/.exec(principal) ?? []
  if (type === undefined) return `principal ${principal}`
  return type === 'root' ? 'the root user' : `${WORDS[type] ?? 'principal'} ${name ?? ''}`
}

const WORDS: Readonly<Record<string, string>> = {
  role: 'role',
  user: 'user',
  'assumed-role': 'role session',
  'federated-user': 'federated user',
}

/**
 * The principal as the subject of a finding, on one day: a baseline or mutelist that accepts what it did on that day does
 * not accept what it does on another. The root user and services have no resource of their own.
 *
 * @param time `2026-11-20T14:30:00Z`
 */
export function callerSubject(
  { principal, service }: Caller,
  time: string,
): { resource?: FindingResource; rule: string } {
  const day = time.slice(0, 10)
  if (principal === null || principal.endsWith(':root')) return { rule: `${principal ?? service ?? 'unknown'} ${day}` }
  const isArn = principal.startsWith('arn:')
  const type = principal.includes(':user/') ? 'AWS::IAM::User' : 'AWS::IAM::Role'
  const name = isArn ? (principal.split('/').at(-1) ?? principal) : principal
  return { resource: { type, id: principal, arn: isArn ? principal : null, name }, rule: day }
}

/** `at 2026-11-20T14:30:00Z`; of an archive, which counts by day: `on 2026-11-20` */
export const whenText = (time: string, rows: readonly { precision?: 'day' }[]): string =>
  rows.some(({ precision }) => precision === 'day') ? `on ${time.slice(0, 10)}` : `at ${time}`

/** A number that may be higher: `at least 1,200` */
export const countOf = (count: string, isLowerBound: boolean): string => (isLowerBound ? `at least ${count}` : count)

import { awsCommand } from '../../shared/remedy.ts'

/** Returns a command that shows the newest events with an attribute. Null: in the Region of the AWS CLI. */
export const lookUpEvents = (attribute: string, value: string, region: string | null): string =>
  awsCommand(
    'cloudtrail',
    'lookup-events',
    '--lookup-attributes',
    `AttributeKey=${attribute},AttributeValue=${value}`,
    ...(region === null ? [] : ['--region', region]),
  )

/** Returns a command that shows the newest events of a principal: CloudTrail names a role by its session. */
export function lookUpCaller(row: {
  principal: string | null
  last_session: string | null
  last_region: string
}): string {
  const name = row.last_session ?? row.principal?.split('/').at(-1)
  return name === undefined
    ? lookUpEvents('EventSource', 'kms.amazonaws.com', row.last_region)
    : lookUpEvents('Username', name, row.last_region)
}

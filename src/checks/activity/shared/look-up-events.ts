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

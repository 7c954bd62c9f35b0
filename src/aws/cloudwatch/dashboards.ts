import { GetDashboardCommand, PutDashboardCommand } from '@aws-sdk/client-cloudwatch'
import type { Answer } from '../answers/answer.ts'
import { untimed } from '../answers/answer.ts'
import { answered, fields, list, optional, text, word, type Read } from '../answers/shape.ts'
import type { PlaceClient } from '../session/place-client.ts'

/**
 * Returns the body of a dashboard. Null: there is no dashboard with this name.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetDashboard.html
 */
export async function getDashboard(client: PlaceClient, DashboardName: string): Promise<Answer<string | null>> {
  const cloudwatch = await client.clients.cloudwatch()
  const send = (): Promise<unknown> =>
    cloudwatch.send(new GetDashboardCommand({ DashboardName })).catch(nothingIfMissing)
  return untimed(await client.call('cloudwatch:GetDashboard', DashboardName, send, readBody))
}

const readBody = (answer: unknown): string | null =>
  optional(word)(answered(answer)['DashboardBody'], 'DashboardBody') ?? null

function nothingIfMissing(error: unknown): object {
  if (error instanceof Error && MISSING.includes(error.name)) return {}
  throw error
}

const MISSING = ['DashboardNotFoundError', 'ResourceNotFound', 'ResourceNotFoundException']

/**
 * Creates or replaces a dashboard, and returns the warnings about its body.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html
 */
export async function putDashboard(client: PlaceClient, name: string, body: string): Promise<Answer<string[]>> {
  const cloudwatch = await client.clients.cloudwatch()
  const command = new PutDashboardCommand({ DashboardName: name, DashboardBody: body })
  const send = (): Promise<unknown> => cloudwatch.send(command)
  return untimed(await client.call('cloudwatch:PutDashboard', name, send, readWarnings))
}

const readWarnings = (answer: unknown): string[] =>
  optional(list(warning))(answered(answer)['DashboardValidationMessages'], 'DashboardValidationMessages') ?? []

const warning: Read<string> = (value, name) => {
  const { DataPath, Message } = fields(value, name)
  const path = optional(text)(DataPath, `${name}.DataPath`) ?? ''
  return [path, optional(text)(Message, `${name}.Message`) ?? ''].filter(part => part !== '').join(': ')
}

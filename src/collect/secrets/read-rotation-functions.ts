import type { ListedSecret } from '../../aws/secrets-manager/list-secrets.ts'
import { functionCalls } from '../../aws/cloudwatch/function-calls.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { RotationFunctionRecord } from '../../model/assessments/secrets.ts'

/** Days of the metrics of rotation functions: as long as the event history. */
const DAYS = 90

/** Reads how often the functions that rotate these secrets failed. They can serve other secrets too. */
export async function readRotationFunctions(
  client: PlaceClient,
  secrets: readonly ListedSecret[],
): Promise<RotationFunctionRecord[]> {
  const counts = new Map<string, number>()
  for (const { rotation } of secrets)
    if (rotation.enabled && rotation.functionArn !== null)
      counts.set(rotation.functionArn, (counts.get(rotation.functionArn) ?? 0) + 1)
  const arns = [...counts.keys()]
  if (arns.length === 0) return []
  const { account, region } = client.place
  const own = arns.filter(arn => arn.includes(`:${region}:${account}:function:`))
  for (const arn of arns.filter(each => !own.includes(each))) noteElsewhere(client, arn)
  const answer = own.length === 0 ? null : await functionCalls(client, own.map(functionName), DAYS)
  client.note(answer, 'cloudwatch:GetMetricData')
  return arns.map(arn => {
    const calls = answer?.known === true ? answer.value[own.indexOf(arn)] : undefined
    return {
      account_id: account,
      region,
      arn,
      name: functionName(arn),
      secrets: counts.get(arn) ?? 0,
      invocations: calls?.invocations ?? null,
      errors: calls?.errors ?? null,
      days: DAYS,
    }
  })
}

/** The metrics of a function are in its own account and Region. */
const noteElsewhere = (client: PlaceClient, arn: string): void =>
  client.gap(
    'cloudwatch:GetMetricData',
    'partial',
    `the metrics of ${arn} are in its own account and Region, and were not read`,
  )

/** `arn:…:function:rotate-database:live` is a version of `rotate-database`. */
const functionName = (arn: string): string => /:function:([^:]+)/.exec(arn)?.[1] ?? arn

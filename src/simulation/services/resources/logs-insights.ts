import { randomUUID } from 'node:crypto'
import { page, pageSize, WireError, type SimulatedCall } from '../../wire/call.ts'
import type { SimLogs, SimLogsExecution } from '../../world/sim-logs.ts'

const invalid = (message: string): WireError => new WireError('InvalidParameterException', message)

function logsOf({ account, region }: SimulatedCall): SimLogs {
  const logs = account.regions[region]?.logs
  if (logs === undefined) throw new WireError('ResourceNotFoundException', 'There is no such log group')
  return logs
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html */
export function startQuery(call: SimulatedCall): unknown {
  const logs = logsOf(call)
  const { queryString, startTime, endTime, limit, logGroupIdentifiers } = call.input
  const text = String(queryString)
  const logGroups = Array.isArray(logGroupIdentifiers) ? logGroupIdentifiers.map(String) : []
  if (text.length > 10_000) throw invalid('queryString must have length less than or equal to 10000')
  if ((logGroups.length === 0) !== text.startsWith('SOURCE ')) throw invalid('Name log groups or a SOURCE, not both')
  const times = [Number(startTime), Number(endTime)] as const
  if (!times.every(Number.isInteger) || times[0] > times[1])
    throw invalid('End time should not be less than start time')
  if (Number(limit) > 100_000) throw invalid('limit must have value less than or equal to 100000')
  const running = [...logs.executions.values()].filter(isRunning).length
  if (running >= logs.atOnce)
    throw new WireError(
      'LimitExceededException',
      `Account maximum query concurrency limit of [${logs.atOnce}] reached.`,
    )
  const query = { text, logGroups, startTime: times[0], endTime: times[1] }
  const answer = logs.run(query, logs.executions.size)
  if (answer.refused !== undefined) throw new WireError('MalformedQueryException', answer.refused)
  const queryId = randomUUID()
  logs.executions.set(queryId, { ...answer, query, limit: Number(limit), looked: 0, isStopped: false })
  return { queryId }
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetQueryResults.html */
export function getQueryResults(call: SimulatedCall): unknown {
  const execution = executionOf(call)
  const status = statusOf(execution)
  execution.looked++
  const { rows = [], bytes = 0, limit } = execution
  const shown = status === 'Complete' ? rows.slice(0, limit) : []
  const most = logsOf(call).pageSize
  const size = pageSize(call.input['maxItems'], most, most, 'InvalidParameterException')
  const { items, next } = page(shown, 'results', call.input['nextToken'], size, invalid('Invalid token'))
  return {
    status,
    results: items.map(row => Object.entries(row).map(([field, value]) => ({ field, value }))),
    statistics: { bytesScanned: bytes, recordsMatched: rows.length },
    ...(next !== undefined && { nextToken: next }),
  }
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StopQuery.html */
export function stopQuery(call: SimulatedCall): unknown {
  const execution = executionOf(call)
  if (!isRunning(execution)) throw invalid('Query has already ended')
  execution.isStopped = true
  return { success: true }
}

function executionOf(call: SimulatedCall): SimLogsExecution {
  const execution = logsOf(call).executions.get(String(call.input['queryId']))
  if (execution === undefined) throw new WireError('ResourceNotFoundException', 'Query was not found')
  return execution
}

const isRunning = (execution: SimLogsExecution): boolean => statusOf(execution) === 'Running'

function statusOf({ isStopped, looks = 0, looked, status = 'Complete' }: SimLogsExecution): string {
  if (isStopped) return 'Cancelled'
  return looked < looks ? 'Running' : status
}

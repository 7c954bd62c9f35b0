import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Counters } from './aws-process.ts'
import type { ScenarioName } from './scenarios.ts'
import type { RecordedCall } from './recorded-call.ts'

interface RunningAws {
  url: string
  counters(): Promise<Counters>
  /** Every call that was not throttled, in order. Empty if the scenario records none. */
  recordedCalls(): Promise<readonly RecordedCall[]>
}

/** Runs a task with a new simulated AWS with full token buckets, and ends it. */
export async function withAws<T>(
  scenario: ScenarioName,
  quotas: 'real' | 'off',
  task: (aws: RunningAws) => Promise<T>,
): Promise<T> {
  const script = fileURLToPath(new URL('aws-process.js', import.meta.url))
  const child = fork(script, [scenario, quotas], { execArgv: [] })
  const message = async (): Promise<unknown> => (await once(child, 'message'))[0]
  const ask = (what: string): Promise<unknown> => {
    const answer = message()
    child.send(what)
    return answer
  }
  try {
    const url = (await message()) as string
    return await task({
      url,
      counters: () => ask('counters') as Promise<Counters>,
      recordedCalls: () => ask('recordedCalls') as Promise<readonly RecordedCall[]>,
    })
  } finally {
    child.disconnect()
    await once(child, 'exit')
  }
}

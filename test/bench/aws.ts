import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Counters } from './aws-process.ts'
import type { ScenarioName } from './scenarios.ts'
import type { TapedCall } from './tape.ts'

interface RunningAws {
  url: string
  counters(): Promise<Counters>
  /** Every call that was let through, in their order; empty where the scenario keeps none. */
  tape(): Promise<readonly TapedCall[]>
}

/** Runs a task against a fresh simulated AWS, whose buckets are full, and ends it. */
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
      tape: () => ask('tape') as Promise<readonly TapedCall[]>,
    })
  } finally {
    child.disconnect()
    await once(child, 'exit')
  }
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { devNull } from 'node:os'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export interface Ended {
  /** Null: the program was killed. */
  exit: number | null
  out: string
  err: string
  milliseconds: number
}

/** The path of the program, from this file and from `test/faults/dist/test/faults`. */
const BIN = ['../../bin/kms-audit.cjs', '../../../../../bin/kms-audit.cjs']
  .map(path => fileURLToPath(new URL(path, import.meta.url)))
  .find(path => existsSync(path))

/** Runs the program as a process of its own. After `killAfter` milliseconds it is killed. */
export async function runProgram(
  args: readonly string[],
  { url, accessKeyId }: { url: string; accessKeyId: string },
  killAfter: number | null = null,
): Promise<Ended> {
  const started = performance.now()
  if (BIN === undefined) throw new Error('the program is not where it should be')
  const env = environment(url, accessKeyId)
  const child = spawn(process.execPath, [BIN, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const done = new AbortController()
  if (killAfter !== null) {
    sleep(killAfter, undefined, { signal: done.signal }).then(
      () => child.kill('SIGKILL'),
      () => {},
    )
  }
  const output = Promise.all([text(child.stdout), text(child.stderr)])
  const [exit] = (await once(child, 'close')) as [number | null]
  done.abort()
  const [out, err] = await output
  return { exit, out, err, milliseconds: performance.now() - started }
}

/** An environment without the AWS settings of this machine. */
const environment = (url: string, accessKeyId: string): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  AWS_ENDPOINT_URL: url,
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: 'simulated',
  AWS_REGION: 'us-east-1',
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: 'true',
  KMS_AUDIT_MAX_RATE: 'GetKeyLastUsage=40,LookupEvents=40',
})

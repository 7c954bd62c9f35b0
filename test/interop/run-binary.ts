import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PROGRAM } from './program.ts'

export interface Outcome {
  exit: number | null
  out: string
  err: string
  /** Wall clock, the start of Node included. */
  seconds: number
}

/** Runs the built program as a user with an empty home and nothing but these variables would. */
export async function runBinary(args: readonly string[], variables: Record<string, string>): Promise<Outcome> {
  const home = await mkdtemp(join(tmpdir(), 'kms-audit-home-'))
  const started = performance.now()
  try {
    const env = { PATH: process.env['PATH'], HOME: home, ...variables }
    const [node, file] = PROGRAM
    const program = spawn(node, [file, ...args], { env, cwd: home, stdio: ['ignore', 'pipe', 'pipe'] })
    let [out, err] = ['', '']
    program.stdout.setEncoding('utf8').on('data', (chunk: string) => (out += chunk))
    program.stderr.setEncoding('utf8').on('data', (chunk: string) => (err += chunk))
    const exit = await new Promise<number | null>((resolve, reject) => {
      program.once('error', reject).once('close', resolve)
    })
    return { exit, out, err, seconds: (performance.now() - started) / 1000 }
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

import { spawn } from 'node:child_process'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { serve } from '../../../src/simulation/wire/server.ts'
import { SimulatedAws } from '../../../src/simulation/wire/simulated-aws.ts'
import type { SimulatedWorld } from '../../../src/simulation/world/world.ts'
import { FAST } from '../../run.ts'
import { ROOT } from '../../readme/documents.ts'

interface ShellRun {
  exit: number | null
  out: string
  err: string
  /** What it left in its home, by name. */
  files: Readonly<Record<string, string>>
}

/** Runs a script as a user who has `kms-audit` on the PATH and credentials of a simulated AWS, and nothing else. */
export async function runScript(
  shell: string,
  script: string,
  world: SimulatedWorld,
  variables: Readonly<Record<string, string>> = {},
): Promise<ShellRun> {
  const home = await mkdtemp(join(tmpdir(), 'kms-audit-readme-'))
  const bin = await mkdtemp(join(tmpdir(), 'kms-audit-bin-'))
  const server = await serve(new SimulatedAws(world))
  try {
    const program = join(bin, 'kms-audit')
    await writeFile(program, `#!/bin/sh\nexec '${process.execPath}' '${ROOT}bin/kms-audit.cjs' "$@"\n`)
    await chmod(program, 0o755)
    const env = {
      PATH: [bin, '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter),
      HOME: home,
      TMPDIR: home,
      TZ: 'UTC',
      NODE_COMPILE_CACHE: join(tmpdir(), 'kms-audit-compile-cache'),
      AWS_ENDPOINT_URL: server.url,
      AWS_ACCESS_KEY_ID: world.accounts[0]?.accessKeyIds[0] ?? '',
      AWS_SECRET_ACCESS_KEY: 'none',
      KMS_AUDIT_MAX_RATE: FAST.KMS_AUDIT_MAX_RATE,
      ...variables,
    }
    const { exit, out, err } = await spawned(shell, script, { env, cwd: home })
    return { exit, out, err, files: await filesIn(home) }
  } finally {
    await server.close()
    await Promise.all([home, bin].map(folder => rm(folder, { recursive: true, force: true })))
  }
}

async function spawned(shell: string, script: string, options: { env: Record<string, string>; cwd: string }) {
  const child = spawn(shell, ['-c', script], { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, err] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (out += chunk))
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (err += chunk))
  const exit = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve)
  })
  return { exit, out, err }
}

async function filesIn(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder)
  return Object.fromEntries(
    await Promise.all(names.map(async name => [name, await readFile(join(folder, name), 'utf8')] as const)),
  )
}

import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

export interface Installed {
  /** Bytes of the file that `npm pack` makes. */
  size: number
  /** What the package holds, from its folder. */
  files: readonly string[]
  /** The folder of the package. */
  package: string
  /** What npm said on both streams while it installed. */
  said: string
  /** The home directory of its runs, where they may leave files. */
  home: string
  /** An empty folder, with no `node_modules` in it or above it. */
  empty: string
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ran>
  remove(): void
}

export interface Ran {
  exit: number | null
  out: string
  err: string
}

/** Packs what was built, and installs that one file as a user would, with an empty home and no network. */
export function packAndInstall(): Installed {
  const folder = mkdtempSync(join(tmpdir(), 'package-'))
  const at = (name: string): string => join(folder, name)
  const env = { PATH: process.env['PATH'], HOME: at('home'), npm_config_update_notifier: 'false' }
  const npm = (cwd: string, ...args: string[]) => {
    const { stdout, stderr, status } = spawnSync('npm', args, { cwd, env, encoding: 'utf8' })
    if (status !== 0) throw new Error(`npm ${args.join(' ')} ended with ${status}: ${stderr}`)
    return { stdout, stderr }
  }
  // Without `prepack`, which would empty `dist` under other tests.
  const { stdout: packed } = npm(ROOT, 'pack', '--json', '--ignore-scripts', '--pack-destination', folder)
  const [{ filename, size }] = JSON.parse(packed) as [{ filename: string; size: number }]
  const { stdout, stderr } = npm(folder, 'install', '-g', '--offline', '--prefix', at('prefix'), at(filename))
  const modules = at('prefix/lib/node_modules')
  const empty = mkdtempSync(at('empty-'))
  return {
    size,
    files: readdirSync(join(modules, 'kms-audit'), { recursive: true, encoding: 'utf8' }),
    package: join(modules, 'kms-audit'),
    said: stdout + stderr,
    home: at('home'),
    empty,
    async run(args, variables = {}) {
      const program = spawn(at('prefix/bin/kms-audit'), args, {
        cwd: empty,
        env: { PATH: process.env['PATH'], HOME: at('home'), AWS_EC2_METADATA_DISABLED: 'true', ...variables },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const exit = new Promise<number | null>((resolve, reject) => program.once('error', reject).once('close', resolve))
      const [out, err] = await Promise.all([text(program.stdout), text(program.stderr)])
      return { exit: await exit, out, err }
    },
    remove: () => rmSync(folder, { recursive: true }),
  }
}

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { main } from '../../../src/main.ts'
import { memoryIo } from '../../memory-io.ts'

export const NOW = Date.UTC(2026, 10, 20, 14, 30)

/** A directory on disk, with files that the test writes. */
export class ConfigDirectory {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'kms-audit-config-')))

  at(path: string): string {
    return join(this.root, path)
  }

  /** Writes a file; a path that ends with a slash is an empty directory. */
  write(path: string, content: string | Buffer = ''): void {
    mkdirSync(path.endsWith('/') ? this.at(path) : dirname(this.at(path)), { recursive: true })
    if (!path.endsWith('/')) writeFileSync(this.at(path), content)
  }

  /** The whole program, started in a directory. */
  async run(line: string, { env = {}, from = '.' }: { env?: Record<string, string>; from?: string } = {}) {
    const io = memoryIo({ env, directory: this.at(from) })
    const exit = await main(line.split(' '), io, () => NOW)
    return { exit, out: io.out(), err: io.err() }
  }

  remove(): void {
    rmSync(this.root, { recursive: true })
  }
}

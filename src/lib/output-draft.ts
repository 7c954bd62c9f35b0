import { randomBytes } from 'node:crypto'
import { copyFile, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Target } from './output-target.ts'
import { joined, type Chunks } from './output.ts'

/** The file while it is being written: a hidden one in the same folder, which only its owner may read. */
export class Draft {
  readonly #path: string
  readonly #handle: FileHandle

  private constructor(path: string, handle: FileHandle) {
    this.#path = path
    this.#handle = handle
  }

  static async beside(path: string): Promise<Draft> {
    const draft = join(dirname(path), `.kms-audit-${randomBytes(6).toString('hex')}.tmp`)
    return new Draft(draft, await open(draft, 'wx', 0o600))
  }

  /** Whoever could read the old file can read the new one; if it cannot have the same owner, only its owner can. */
  async resemble({ mode, uid, gid }: Extract<Target, { kind: 'file' }>): Promise<void> {
    const mine = await this.#handle.stat()
    if (mine.uid !== uid || mine.gid !== gid) {
      const refused = await this.#handle.chown(uid, gid).catch(() => 'refused' as const)
      if (refused) return
    }
    await this.#handle.chmod(mode)
  }

  /** On the disk before the rename: a power cut must not leave an empty file under the final name. */
  async fill(chunks: Chunks): Promise<void> {
    await pipeline(joined(chunks), this.#handle.createWriteStream({ flush: true }))
  }

  async become(path: string): Promise<void> {
    try {
      await rename(this.#path, path)
    } catch (error) {
      // A single file mounted into a container can be written but not replaced.
      if ((error as NodeJS.ErrnoException).code !== 'EBUSY') throw error
      await copyFile(this.#path, path)
      await this.discard()
    }
  }

  async discard(): Promise<void> {
    await this.#handle.close().catch(() => {})
    await rm(this.#path, { force: true })
  }
}

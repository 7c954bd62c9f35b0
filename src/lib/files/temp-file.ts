import { randomBytes } from 'node:crypto'
import { copyFile, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { OutputTarget } from './output-target.ts'
import { joinChunks, type Chunks } from './chunks.ts'

/** Only the owner may read it, until `resemble` gives it the mode of another file. */
const PRIVATE = 0o600
/** The umask takes its bits away from these. */
const BY_UMASK = 0o666

/** The file while it is being written: a hidden one in the same folder. */
export class TempFile {
  readonly #path: string
  readonly #handle: FileHandle

  private constructor(path: string, handle: FileHandle) {
    this.#path = path
    this.#handle = handle
  }

  /** @param resembles whether `resemble` follows: until then nobody else may read what it will hold */
  static async beside(path: string, { resembles = false } = {}): Promise<TempFile> {
    const draft = join(dirname(path), `.kms-audit-${randomBytes(6).toString('hex')}.tmp`)
    return new TempFile(draft, await open(draft, 'wx', resembles ? PRIVATE : BY_UMASK))
  }

  /** Takes the owner and mode of another file. Where the owner cannot be set, only this process's user may read it. */
  async copyOwnerAndMode({ mode, uid, gid }: Extract<OutputTarget, { kind: 'file' }>): Promise<void> {
    const mine = await this.#handle.stat()
    if (mine.uid !== uid || mine.gid !== gid) {
      const refused = await this.#handle.chown(uid, gid).catch(() => 'refused' as const)
      if (refused) return
    }
    await this.#handle.chmod(mode)
  }

  /** On the disk before the rename: a power cut must not leave an empty file under the final name. */
  async write(chunks: Chunks): Promise<void> {
    // Not by a stream: before 20.10 Node ignores its option `flush`.
    for await (const text of joinChunks(chunks)) await this.#handle.writeFile(text)
    await this.#handle.sync()
    await this.#handle.close()
  }

  async renameTo(path: string): Promise<void> {
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

import { randomBytes } from 'node:crypto'
import { copyFile, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { OutputTarget } from './output-target.ts'
import { joinChunks, type Chunks } from './chunks.ts'

/** Readable for its owner only, until `copyOwnerAndMode` sets the mode of another file. */
const PRIVATE = 0o600
/** Readable for everyone, before the umask removes its bits. */
const BY_UMASK = 0o666

/** A hidden file in the directory of the result. It holds the result until it is complete. */
export class TempFile {
  readonly #path: string
  readonly #handle: FileHandle

  private constructor(path: string, handle: FileHandle) {
    this.#path = path
    this.#handle = handle
  }

  /** @param resembles whether `copyOwnerAndMode` follows: until then only the owner may read the file */
  static async beside(path: string, { resembles = false } = {}): Promise<TempFile> {
    const draft = join(dirname(path), `.kms-audit-${randomBytes(6).toString('hex')}.tmp`)
    return new TempFile(draft, await open(draft, 'wx', resembles ? PRIVATE : BY_UMASK))
  }

  /**
   * Copies the owner and mode of another file. If the owner cannot be set, only the user of this process may read the
   * file.
   */
  async copyOwnerAndMode({ mode, uid, gid }: Extract<OutputTarget, { kind: 'file' }>): Promise<void> {
    const mine = await this.#handle.stat()
    if (mine.uid !== uid || mine.gid !== gid) {
      const refused = await this.#handle.chown(uid, gid).catch(() => 'refused' as const)
      if (refused) return
    }
    await this.#handle.chmod(mode)
  }

  /** Writes all chunks to the disk. Without `sync`, a power cut after the rename could leave an empty file. */
  async write(chunks: Chunks): Promise<void> {
    // A stream would not do: before 20.10 Node ignores its option `flush`.
    for await (const text of joinChunks(chunks)) await this.#handle.writeFile(text)
    await this.#handle.sync()
    await this.#handle.close()
  }

  async renameTo(path: string): Promise<void> {
    try {
      await rename(this.#path, path)
    } catch (error) {
      // A single file that is mounted into a container can be written but not replaced.
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

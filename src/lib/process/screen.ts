import { openSync } from 'node:fs'
import { ReadStream } from 'node:tty'
import type { WriteStream } from 'node:tty'

/** A terminal to draw on, and its keyboard. */
export interface Screen {
  keyboard: ReadStream
  output: WriteStream
  /** Lets the process end. */
  close(): void
}

/**
 * Returns the terminal of a process. If stdin is a pipe, the keyboard is that of the terminal which started the process.
 * Null: stdout is no terminal, or no keyboard can be read.
 */
export function openScreen({ stdin, stdout }: Pick<NodeJS.Process, 'stdin' | 'stdout'>): Screen | null {
  if (!stdout.isTTY) return null
  if (stdin.isTTY) return { keyboard: stdin, output: stdout, close: () => stdin.pause() }
  try {
    const keyboard = new ReadStream(openSync('/dev/tty', 'r'))
    return { keyboard, output: stdout, close: () => keyboard.destroy() }
  } catch {
    return null
  }
}

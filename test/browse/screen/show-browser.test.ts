import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import { expect, test, vi } from 'vitest'
import { showBrowser } from '../../../src/browse/screen/show-browser.ts'
import type { Screen } from '../../../src/lib/process/screen.ts'
import { sampleReport } from '../../sinks/sample-report.ts'
import { browsedOf } from '../browsed.ts'

// Outside of the bundle, ink draws only the last screen in a CI job.
vi.hoisted(() => Object.assign(process.env, { CI: 'false', CONTINUOUS_INTEGRATION: 'false' }))

/** A terminal that remembers what was written to it, and a keyboard. */
class FakeTerminal extends EventEmitter {
  isTTY = true
  text = ''
  columns = 80
  rows = 24
  readonly keyboard = Object.assign(new PassThrough(), {
    isTTY: true,
    isRaw: false,
    setRawMode(isRaw: boolean) {
      this.isRaw = isRaw
    },
    ref() {},
    unref() {},
  })

  write(text: string): boolean {
    this.text += text
    return true
  }

  get screen(): Pick<Screen, 'keyboard' | 'output'> {
    return { keyboard: this.keyboard, output: this } as unknown as Screen
  }

  /** Waits for a text that was written after the last call. */
  async shows(text: string): Promise<void> {
    await expect.poll(() => this.text, { timeout: 10_000 }).toContain(text)
    this.text = ''
  }
}

const shown = async (terminal: FakeTerminal, signal = new AbortController().signal) =>
  showBrowser({
    browsed: browsedOf(await sampleReport()),
    look: { color: false, ellipsis: '…' },
    screen: terminal.screen,
    signal,
    write: path => ({ isWritten: true, message: `wrote ${path}` }),
  })

test('browse drawing: keys are drawn as they are pressed, also in another size, and the terminal is given back', async () => {
  const terminal = new FakeTerminal()
  const ended = shown(terminal)
  await terminal.shows('18 keys')
  expect(terminal.keyboard.isRaw).toBe(true)
  terminal.keyboard.write(' wkeys.txt\r')
  await terminal.shows('wrote keys.txt')
  Object.assign(terminal, { columns: 40, rows: 10 })
  terminal.emit('resize')
  await terminal.shows('Verdict\n')
  terminal.keyboard.write('q')
  const { isInterrupted, marked } = await ended
  expect([isInterrupted, marked.length]).toEqual([false, 1])
  expect(terminal.keyboard.isRaw).toBe(false)
  expect(terminal.text.endsWith('\u001b[?1049l')).toBe(true)
})

test('browse drawing: a signal leaves the browser and gives the terminal back', async () => {
  const terminal = new FakeTerminal()
  const controller = new AbortController()
  const ended = shown(terminal, controller.signal)
  await terminal.shows('18 keys')
  controller.abort()
  await ended
  expect(terminal.text.endsWith('\u001b[?1049l')).toBe(true)
  expect(terminal.keyboard.isRaw).toBe(false)
})

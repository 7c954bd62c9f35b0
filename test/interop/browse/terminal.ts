import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { PROGRAM } from '../program.ts'

/** The program of tmux. Null: there is none, and tests in a terminal are left out. */
export const tmux = process.env['KMS_AUDIT_TMUX'] || null

const PATIENCE = 20_000

/** A terminal with a shell, in a folder of its own. */
export class Terminal {
  readonly folder = mkdtempSync(join(tmpdir(), 'kms-audit-browse-'))
  readonly #socket = join(this.folder, 'tmux')

  constructor(columns: number, rows: number) {
    const size = ['-x', String(columns), '-y', String(rows)]
    // Other variables of the tests, such as NO_COLOR, would change what is drawn.
    const env = ['-i', `PATH=${process.env['PATH']}`, `HOME=${this.folder}`, 'LANG=C.UTF-8', 'TERM=xterm-256color']
    this.#tmux('-f', '/dev/null', 'new-session', '-d', ...size, '-c', this.folder, `env ${env.join(' ')} PS1='$ ' sh`)
  }

  /** Types a line into the shell; `kms-audit` is the built program. */
  run(line: string): void {
    const [node, file] = PROGRAM
    this.type(line.replaceAll('kms-audit', `'${node}' '${file}'`), 'Enter')
  }

  /** Presses keys by the names of tmux, such as `Down`, or types text. */
  type(...keys: string[]): void {
    this.#tmux('send-keys', ...keys)
  }

  resize(columns: number, rows: number): void {
    this.#tmux('resize-window', '-x', String(columns), '-y', String(rows))
  }

  /** What the terminal shows; with `-e` also its colors. */
  screen(...flags: string[]): string {
    return this.#tmux('capture-pane', '-p', ...flags)
  }

  /** Waits until the terminal shows this text. Returns the screen. */
  async shows(text: string | RegExp): Promise<string> {
    const until = Date.now() + PATIENCE
    for (;;) {
      const screen = this.screen()
      if (typeof text === 'string' ? screen.includes(text) : text.test(screen)) return screen
      if (Date.now() > until) throw new Error(`The terminal does not show ${text}:\n${screen}`)
      await wait(50)
    }
  }

  end(): void {
    this.#tmux('kill-server')
    rmSync(this.folder, { recursive: true, force: true })
  }

  #tmux(...args: string[]): string {
    return execFileSync(tmux ?? 'tmux', ['-S', this.#socket, ...args], { encoding: 'utf8' })
  }
}

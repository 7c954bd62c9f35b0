import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { Terminal, tmux } from './terminal.ts'

const title = tmux === null ? 'browse (left out: no tmux in KMS_AUDIT_TMUX)' : 'browse'

describe.skipIf(tmux === null)(title, () => {
  const ending: (() => void)[] = []
  afterEach(() => ending.splice(0).forEach(end => end()))
  const opened = (columns: number, rows: number): Terminal => {
    const terminal = new Terminal(columns, rows)
    ending.push(() => terminal.end())
    return terminal
  }

  test('browse in a terminal: filter, mark and write the keys of an audit, and leave the terminal as it was', async () => {
    const terminal = opened(80, 24)
    terminal.run('echo before; kms-audit browse --demo -q; echo ended $?')
    await terminal.shows('18 keys')
    // Typed faster than it is drawn.
    terminal.type('funused', 'BSpace', 'BSpace', 'BSpace', 'BSpace', 'BSpace', 'BSpace', 'staging-config', 'Enter')
    await terminal.shows(/^1 of 18 keys/)
    terminal.type(' ', 'wmarked.txt', 'Enter')
    await terminal.shows('Wrote 1 ARN to marked.txt.')
    terminal.type('wmarked.txt', 'Enter')
    await terminal.shows('marked.txt exists already. Nothing was written.')
    terminal.type('q')
    const screen = await terminal.shows('ended 0')
    expect(screen).toContain('before')
    expect(screen).not.toContain('18 keys')
    expect(readFileSync(join(terminal.folder, 'marked.txt'), 'utf8')).toMatch(
      /^arn:aws:kms:us-east-1:\d+:key\/[\w-]+\n$/,
    )
    // The terminal shows again what is typed.
    terminal.type('# typed')
    await terminal.shows('$ # typed')
  })

  test('browse in a terminal: a report from a pipe is browsed with the keyboard of the terminal, and resized', async () => {
    const terminal = opened(100, 20)
    terminal.run(
      'kms-audit --demo --checks -q -o json=keys.json; cat keys.json | kms-audit browse - --marked marked.txt',
    )
    await terminal.shows('18 keys')
    terminal.type('Enter')
    await terminal.shows('Key 1 of 18')
    terminal.type('n', 'Escape')
    await terminal.shows(/^18 keys/)
    terminal.resize(50, 10)
    const narrow = await terminal.shows(/^18 keys\n {2}Key +Verdict\n/)
    expect(narrow).toMatch(/^>/m)
    expect(narrow.trimEnd().split('\n').length).toBeLessThanOrEqual(9)
    terminal.resize(120, 30)
    await terminal.shows(/Key +Region +Verdict +Last Used +Requests/)
    terminal.type('a', 'q')
    await terminal.shows('Wrote 18 ARNs to marked.txt.')
  })

  test('browse in a terminal: 10,000 keys are filtered as typed', async () => {
    const terminal = opened(100, 20)
    terminal.run('kms-audit --demo -q -o json=keys.json; echo saved $((6 * 7))')
    await terminal.shows('saved 42')
    const path = join(terminal.folder, 'keys.json')
    const report = JSON.parse(readFileSync(path, 'utf8'))
    const [key] = report.keys
    report.keys = Array.from({ length: 10_000 }, (_, at) => {
      const id = `1234abcd-12ab-34cd-56ef-${String(at).padStart(12, '0')}`
      return { ...key, key_id: id, key_arn: key.key_arn.replace(key.key_id, id), aliases: [`alias/many-${at}`] }
    })
    writeFileSync(path, JSON.stringify(report))
    terminal.run('clear; kms-audit browse keys.json')
    await terminal.shows('10,000 keys')
    terminal.type('fmany-99')
    await terminal.shows(/^111 of 10,000 keys {2}filter: many-99\n/)
    terminal.type('98')
    await terminal.shows(/^1 of 10,000 keys/)
  })

  test('browse in a terminal: Ctrl-C ends with 130 and gives the terminal back', async () => {
    const terminal = opened(80, 24)
    terminal.run('kms-audit browse --demo -q; echo ended $?')
    await terminal.shows('18 keys')
    terminal.type('f', 'C-c')
    await terminal.shows('ended 130')
  })

  test('browse in a terminal: NO_COLOR draws without colors', async () => {
    const terminal = opened(80, 24)
    terminal.run('NO_COLOR=1 kms-audit browse --demo -q')
    await terminal.shows('18 keys')
    expect(terminal.screen('-e')).not.toContain('\u001b[')
  })
})

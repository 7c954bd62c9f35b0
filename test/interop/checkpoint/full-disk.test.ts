import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'

const idsIn = (csv: string): (string | undefined)[] => csv.split('\r\n').map(line => line.split(',')[0])

/** A limit on the size of files stands in for a full disk: the system refuses in the same way, in mid-write. */
test.skipIf(process.platform === 'win32')(
  'checkpoint: with a full disk the run goes on, says so once, and what was kept is good',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'checkpoint-full-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const path = join(folder, 'keys.ndjson')
    const binary = fileURLToPath(new URL('../../../bin/kms-audit.cjs', import.meta.url))
    const args = ['--demo', '--source', 'none', '-o', 'csv', '--checkpoint', path]
    // What is lost is said even to those who want to hear of nothing but errors.
    const limited = `ulimit -f 8; exec "$0" "$@" -q`
    const env = { PATH: process.env['PATH'], NODE_DISABLE_COMPILE_CACHE: '1' }
    const { stdout, stderr } = await promisify(execFile)('bash', ['-c', limited, process.execPath, binary, ...args], {
      env,
    })
    expect(stdout.split('\r\n').length).toBeGreaterThan(15)
    expect(stderr.match(/Cannot write to the checkpoint any more: .*\. This run continues without it/g)).toHaveLength(1)
    const kept = readFileSync(path, 'utf8').split('\n').slice(0, -1)
    expect(kept.length).toBeGreaterThan(3)
    for (const line of kept) expect(() => JSON.parse(line) as unknown).not.toThrow()
    const again = await promisify(execFile)(process.execPath, [binary, ...args], { env })
    expect(again.stderr).toMatch(/Resumed from \S+ \(\d+ cached responses\)/)
    expect(idsIn(again.stdout)).toEqual(idsIn(stdout))
  },
)

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PROGRAM } from './program.ts'

test('config file: the program finds it above the directory in which it was started', () => {
  const root = mkdtempSync(join(tmpdir(), 'kms-audit-repository-'))
  mkdirSync(join(root, '.git'))
  mkdirSync(join(root, 'jobs'))
  writeFileSync(join(root, 'kms-audit.yaml'), 'region: us-east-1\n')
  const [node, file] = PROGRAM
  const regions = (env: Record<string, string>): string[] => {
    const args = [file, '--demo', '--source', 'none', '-o', 'csv', '--columns', 'Region', '-q']
    const { stdout } = spawnSync(node, args, { cwd: join(root, 'jobs'), env, encoding: 'utf8' })
    return [...new Set(stdout.trim().split('\r\n').slice(1))]
  }
  try {
    expect(regions({})).toEqual(['us-east-1'])
    expect(regions({ CI: 'true' })).toEqual(['eu-west-1', 'us-east-1'])
  } finally {
    rmSync(root, { recursive: true })
  }
})

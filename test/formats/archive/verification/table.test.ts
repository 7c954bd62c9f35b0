import { expect, test } from 'vitest'
import table from '../../../../src/formats/archive/verification/table.ts'
import type { ArchiveVerification, VerifiedTrail } from '../../../../src/model/archive/archive-verification.ts'
import { terminalOf } from '../../render.ts'

const trail = (account_id: string): VerifiedTrail => ({
  account_id,
  region: 'us-east-1',
  trail: 'management-events',
  since: '2024-01-01T00:00:00Z',
  until: '2024-02-01T00:00:00Z',
  digests: 744,
  signed: 0,
  hash_only: 743,
  unproven: 1,
  log_files: 700,
  log_files_unchanged: 700,
  restarts: [],
  problems: [],
})

/** The line with the titles of the columns, on a terminal of 80 columns. */
function titles(...accounts: string[]): string {
  const verification: ArchiveVerification = {
    schema_version: 1,
    kind: 'kms-audit-archive-verification',
    tool_version: '1.0.0',
    generated_at: '2026-11-20T14:30:00Z',
    signatures: { checked: false, why: 'this needs --public-keys' },
    summary: { digests: 744, log_files: 700, altered: 0, damaged: 0, missing: 0, unnamed: 0 },
    trails: accounts.map(trail),
    unreadable: [],
  }
  const [line = ''] = [...table.render(verification, terminalOf(80))].join('').split('\n')
  return line.trim().replaceAll(/ +/g, ' ')
}

test('archive verify: a narrow terminal shows the account if there are several', () => {
  expect(titles('111122223333', '444455556666')).toBe('Account Region Trail Files Altered Damaged Missing')
  expect(titles('111122223333')).toBe('Region Trail Until Files Unchanged Altered Damaged Missing')
})

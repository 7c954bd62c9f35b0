import { expect, test } from 'vitest'
import descriptionMissing from '../../../src/checks/names/description-missing.ts'
import type { KeyRecord } from '../../../src/model/report/report.ts'
import { judgeKey, outcome } from '../judge-check.ts'

type Row = [what: string, key: Partial<KeyRecord>, expected: string]

const aws = { key_manager: 'AWS' }
const leaving = { key_state: 'PendingDeletion' }

test.each<Row>([
  ['an empty description fails', { description: '' }, 'fail info'],
  ['a description of blanks fails', { description: ' \n' }, 'fail info'],
  ['a sentence passes', { description: 'Encrypts the orders' }, 'pass'],
  ['a key pending deletion is not applicable', { description: '', ...leaving }, 'not_applicable'],
  ['AWS managed keys are not applicable', { description: '', ...aws }, 'not_applicable'],
])('description-missing: %s', (_, key, expected) => expect(outcome(judgeKey(descriptionMissing, key))).toBe(expected))

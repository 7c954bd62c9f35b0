import { expect, test } from 'vitest'
import { keyAnswer } from '../../../../src/formats/archive/status/key-answer.ts'
import type { KeyStatus, UncoveredTime } from '../../../../src/model/archive/key-status.ts'

const LOST = 'log files are missing or damaged'

const time = (since: string, until: string, more: Partial<UncoveredTime> = {}): UncoveredTime => ({
  since,
  until,
  hours: (Date.parse(until) - Date.parse(since)) / 3_600_000,
  why: 'no digest file was delivered',
  missing_files: 0,
  damaged_files: 0,
  home_files_missing: false,
  is_tracked_by_kms: false,
  ...more,
})

const FOUR_HOURS = time('2024-02-17T06:00:00Z', '2024-02-17T10:00:00Z', { why: LOST, missing_files: 2 })
const LATER = time('2026-04-23T00:00:00Z', '2026-11-01T00:00:00Z', { is_tracked_by_kms: true })

const key = (more: Partial<KeyStatus>): KeyStatus => ({
  key_arn: 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  account_id: '111122223333',
  region: 'us-east-1',
  key_id: '1234abcd-12ab-34cd-56ef-1234567890ab',
  is_archived: true,
  created_at: '2021-06-01T10:00:00Z',
  uses: 0,
  first_use: null,
  last_use: null,
  last_refusal: null,
  since: '2021-06-01T10:00:00Z',
  since_is: 'creation',
  until: '2026-11-01T00:00:00Z',
  covered_hours: 40_000,
  uncovered_hours: 0,
  uncovered: [],
  audit_may_cover_more: false,
  ...more,
})

const used = { at: '2024-02-17T08:00:00Z', operation: 'Decrypt', principal: null, service: null }

test.each<[what: string, given: KeyStatus, text: string]>([
  ['all is covered', key({}), 'Not used, and all time since its creation is covered.'],
  [
    'all is covered, but the creation is not known',
    key({ created_at: null, since_is: 'first_covered' }),
    'Not used, and all time since 2021-06-01 10:00 UTC is covered. If the key is older, the time before is not covered.',
  ],
  [
    'all time since --since is covered',
    key({ created_at: null, since_is: 'given' }),
    'Not used, and all time since the time of --since is covered.',
  ],
  [
    'two log files are missing',
    key({ uncovered: [FOUR_HOURS] }),
    '4 hours on 2024-02-17 are not covered: 2 log files are missing. The key counts as never used only if all time since its creation is covered.',
  ],
  [
    'a log file is damaged, and another is missing',
    key({ uncovered: [{ ...FOUR_HOURS, missing_files: 1, damaged_files: 1 }] }),
    '4 hours on 2024-02-17 are not covered: 1 log file is missing and 1 log file is damaged. The key counts as never used only if all time since its creation is covered.',
  ],
  [
    'the end of the hours is the end of the day',
    key({ uncovered: [time('2024-02-17T23:00:00Z', '2024-02-18T00:00:00Z')] }),
    '1 hour on 2024-02-17 is not covered: no digest file was delivered. The key counts as never used only if all time since its creation is covered.',
  ],
  [
    'there are several reasons',
    key({ uncovered: [FOUR_HOURS, time('2024-03-01T00:00:00Z', '2024-03-03T00:00:00Z')] }),
    '52 hours between 2024-02-17 and 2024-03-02 are not covered: no digest file was delivered (48 h) and 2 log files are missing (4 h). The key counts as never used only if all time since its creation is covered.',
  ],
  [
    'the home Region of the trail is missing',
    key({
      uncovered: [
        time('2024-02-17T06:00:00Z', '2024-02-17T10:00:00Z', {
          why: "the log of the trail's home Region us-east-1 does not show whether the trail was changed",
          home_files_missing: true,
        }),
      ],
    }),
    "4 hours on 2024-02-17 are not covered: the log of the trail's home Region us-east-1 does not show whether the trail was changed, because files of that Region are missing. The key counts as never used only if all time since its creation is covered.",
  ],
  [
    'only time that KMS tracks is not covered',
    key({ uncovered: [LATER] }),
    'Not used, and all time from its creation to 2026-04-23 00:00 UTC is covered. KMS tracks uses since 2026-04-23 or later, so an audit that also asks KMS (--source kms,archive) can cover the rest.',
  ],
  [
    'time before KMS tracked uses is not covered either',
    key({ uncovered: [FOUR_HOURS, LATER] }),
    '4 hours on 2024-02-17 are not covered: 2 log files are missing. The key counts as never used only if all time since its creation is covered.',
  ],
  [
    'the key was used, and all later time is covered',
    key({ last_use: { ...used, at: '2024-02-17T12:00:00Z' }, uncovered: [FOUR_HOURS] }),
    'Last used at 2024-02-17 12:00 UTC, and all time since then is covered.',
  ],
  [
    'the key was used, and later time is not covered',
    key({ last_use: used, uncovered: [FOUR_HOURS] }),
    'Last used at 2024-02-17 08:00 UTC, but a later use may be missing. 4 hours on 2024-02-17 are not covered: 2 log files are missing.',
  ],
  [
    'the archive covers nothing',
    key({ since: null, since_is: 'first_covered' }),
    'The archive shows no use, but covers no time.',
  ],
  [
    'the key is too new',
    key({ since: '2026-11-01T01:00:00Z' }),
    'The key is too new: the archive covers time only until 2026-11-01 00:00 UTC.',
  ],
])('answer about a key: %s', (_, given, text) => expect(keyAnswer(given)).toBe(text))

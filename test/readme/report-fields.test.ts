import { expect, test } from 'vitest'
import { sections } from './report-fields.ts'

const fields = sections().flatMap(section => section.fields)

test('report guide: every field of the report has a meaning, and an optional field says when it is present', () => {
  expect(fields.filter(({ meaning }) => meaning === '').map(({ path }) => path)).toEqual([])
  expect(fields.filter(({ present }) => present === '').map(({ path }) => path)).toEqual([])
})

test.each([
  ['generated_at', 'time', 'always'],
  ['scope.places[].status', '`complete`, `partial`, `unreachable`', 'always'],
  ['scope.check_details.*.controls[].framework', 'string', 'always'],
  ['scope.trails.*.*[].name', 'string', 'always'],
  ['scope.organization', 'object or null', 'with `--trust-org`'],
  ['keys[].aliases', 'array of strings', 'always'],
  ['keys[].grants[].constraints.source_arn', 'string', 'if set'],
  ['keys[].usage.evidence[].last_used_at', 'time', 'if status is used'],
])('report guide: %s has its type and when it is present', (path, type, present) => {
  expect(fields.find(field => field.path === path)).toMatchObject({ type, present })
})

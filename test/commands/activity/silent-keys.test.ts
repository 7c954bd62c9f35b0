import { expect, test } from 'vitest'
import type { Activity } from '../../../src/model/assessments/activity.ts'
import { run } from '../../run.ts'
import { ACCOUNT, idOf, REGION, writtenArchive } from './written-archive.ts'

const archive = writtenArchive()

/** The ARN of a key of the archive with other last two characters. */
const mistyped = (arn = archive.keys()[0] ?? ''): string => `${arn.slice(0, -2)}${arn.endsWith('00') ? '11' : '00'}`

/** A day for which the archive has all digest files. */
const DAY = ['--since', '2024-03-02', '--until', '2024-03-02']

/** Runs `activity` with the archive, without `-r`. */
const table = (...args: string[]) => run(['activity', ...archive.named(), ...DAY, ...args], archive.world())

/** The same in JSON. */
async function activity(...args: string[]) {
  const shown = await table('-o', 'json', ...args)
  return { ...shown, whole: () => JSON.parse(shown.out) as Activity }
}

test('activity of an archive: a mistyped ARN of an account that is not entered passes no check', async () => {
  const arn = mistyped()
  const { exit, err, whole } = await activity('--key', arn)
  expect(err).toContain(`The archive has no call with key ${idOf(arn)}: check the ARN.`)
  const { windows, gaps, findings } = whole()
  expect(windows).toMatchObject([{ is_complete: false, why: `the archive has no call with key ${idOf(arn)}` }])
  expect(gaps).toMatchObject([{ account_id: ACCOUNT, region: REGION, key_id: idOf(arn), reason: 'partial' }])
  expect(findings.filter(({ status }) => status === 'pass')).toEqual([])
  expect(findings.map(({ detail }) => detail)).toContain(`The archive has no call with key ${idOf(arn)}.`)
  expect(exit).toBe(0)
  expect((await activity('--key', arn, '--strict')).exit).toBe(4)
})

test('activity of an archive: the table says that it has no call with a mistyped key', async () => {
  const arn = mistyped()
  const { out } = await table('--key', arn)
  const text = out.replaceAll(/\s+/g, ' ')
  expect(text).toContain(`${ACCOUNT} ${REGION}: the archive has no call with key ${idOf(arn)}.`)
  expect(text).not.toContain('0 hours')
})

test('activity of an archive: a key without calls in the time is known if the archive has earlier ones', async () => {
  const [arn = ''] = archive.keys()
  const { err, whole } = await activity('--key', arn, '--since', '2024-03-20', '--until', '2024-03-21')
  expect(err).not.toContain('no call with key')
  expect(whole().windows[0]?.why).not.toContain('no call with key')
})

test('activity of an archive: a mistyped ARN beside a right one is a gap', async () => {
  const [arn = ''] = archive.keys()
  const { err, whole } = await activity('--key', `${arn},${mistyped()}`)
  expect(err).toContain(`no call with key ${idOf(mistyped())}`)
  expect(whole().gaps).toHaveLength(1)
  expect(whole().windows).toMatchObject([{ is_complete: true }])
})

test('activity of an archive: a mistyped ID of an account that is not entered is a gap', async () => {
  const id = idOf(mistyped())
  const { err, whole } = await activity('--accounts', ACCOUNT, '--key', id)
  expect(err).toContain(`The archive has no call with key ${id}: check the ID.`)
  expect(whole().gaps).toHaveLength(1)
})

test('activity of an archive: a mistyped ARN of an entered account is wrong usage with a suggestion', async () => {
  const [arn = ''] = archive.keys()
  const { exit, err, out } = await activity('--profile', 'any', '--key', mistyped())
  expect({ exit, out }).toEqual({ exit: 2, out: '' })
  expect(err).toContain(`No key in ${REGION} matches`)
  expect(err).toContain(`Did you mean ${idOf(arn)}`)
})

test('activity of an archive: a Region of -r that no ARN of --key names is not read, and a line says so', async () => {
  const [arn = ''] = archive.keys()
  const { exit, err, whole } = await activity('--key', arn, '-r', 'eu-west-1,us-*')
  expect(err).toContain(`-r eu-west-1 has no effect: the ARNs in --key name ${REGION}.`)
  expect([exit, whole().scope.places.map(({ region }) => region)]).toEqual([0, [REGION]])
  expect((await activity('--key', arn, '-r', REGION)).err).not.toContain('no effect')
})

test('activity of event history: a mistyped ARN is wrong usage with a suggestion', async () => {
  const [arn = ''] = archive.keys()
  const { exit, err, out } = await run(['activity', '--key', mistyped()], archive.world())
  expect({ exit, out }).toEqual({ exit: 2, out: '' })
  expect(err).toContain(`Did you mean ${idOf(arn)}`)
  expect((await run(['activity', '--key', arn], archive.world())).exit).toBe(0)
})

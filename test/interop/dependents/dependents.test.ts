import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EMULATORS, type Emulator } from './emulators.ts'
import { FOREIGN_KEY } from './fill-account.ts'
import { SweptAccount } from './swept-account.ts'

const accounts = new Map<Emulator, SweptAccount>()

beforeAll(async () => {
  const present = Object.values(EMULATORS).filter(({ executable }) => executable !== null)
  const work = present.map(async emulator => accounts.set(emulator, await SweptAccount.of(emulator)))
  // If one fails, the others are still to be stopped.
  await Promise.allSettled(work)
  await Promise.all(work)
}, 5 * 60_000)

afterAll(async () => {
  await Promise.all([...accounts.values()].map(account => account.stop()))
})

test('emulated AWS: the emulators confirm at least 40 types of resources together', () => {
  const confirmed = Object.values(EMULATORS).flatMap(({ confirms }) => confirms)
  expect(new Set(confirmed).size).toBeGreaterThanOrEqual(40)
})

for (const [name, emulator] of Object.entries(EMULATORS)) {
  const { executable, variable, confirms, cannotAnswer } = emulator
  const title = executable === null ? `${name} (left out: ${variable} names no program)` : name
  const swept = (): SweptAccount => {
    const account = accounts.get(emulator)
    if (account === undefined) throw new Error(`${name} was not started`)
    return account
  }

  describe.skipIf(executable === null)(title, () => {
    test.each(confirms)(`emulated AWS: each %s of ${name} is found under its key, however it names the key`, type => {
      const { made, found, used, filled } = swept()
      expect(made(type), filled.refused.join('\n')).not.toEqual([])
      expect(found(type)).toEqual(made(type))
      expect(used.dependents_gaps?.map(gap => gap.type)).not.toContain(type)
    })

    test(`emulated AWS: the list of what ${name} confirms is complete`, () => {
      const { filled, made, found } = swept()
      const confirmed = [...filled.made.keys()].filter(type => found(type).join() === made(type).join())
      expect(confirmed.toSorted()).toEqual(confirms.toSorted())
    })

    test(`emulated AWS: a type that ${name} does not know is a gap, and the run goes on`, () => {
      const { outcome, used } = swept()
      expect(outcome.err).toMatch(/^kms-audit: \d+ gaps: .*Use -o json for details\.\n$/)
      const gaps = used.dependents_gaps ?? []
      expect(gaps.map(({ type }) => type)).toEqual(expect.arrayContaining([...cannotAnswer]))
      for (const { reason, message } of gaps) {
        expect(['unsupported', 'server_error', 'malformed']).toContain(reason)
        expect(message).not.toBe('')
      }
    })

    test(`emulated AWS: a resource of ${name} with the key of another account is listed under that key`, () => {
      const { report, filled } = swept()
      const foreign = report.foreign_keys?.map(key => [key.key_arn, key.dependents.map(({ type, id }) => [type, id])])
      expect(foreign).toEqual([[FOREIGN_KEY, [['sqs-queue', filled.guest]]]])
    })

    test(`emulated AWS: a key of ${name} that nothing references has no dependents, but the same gaps`, () => {
      const { used, unused } = swept()
      expect(unused.dependents).toEqual([])
      expect(unused.dependents_gaps).toEqual(used.dependents_gaps)
      expect(unused.dependents_gaps).not.toEqual([])
    })

    test(`emulated AWS: the table says in how many types of ${name} no reference was found`, async () => {
      const account = swept()
      const { used, unused, report } = account
      const rows = await account.table()
      const asked = report.scope.dependents?.types.length ?? 0
      const unread = unused.dependents_gaps?.length ?? 0
      expect(rows.get(unused.key_id)?.['Used By']).toBe(`No reference found in ${asked - unread} of ${asked} types`)
      expect(rows.get(used.key_id)?.['Used By']).toMatch(/^4 .*, 4 .* and \d+ more$/)
    })

    test(`emulated AWS: no key of ${name} is called unreferenced, because some types were not read`, async () => {
      const account = swept()
      expect([...(await account.table('--only', 'referenced')).keys()]).toEqual([account.used.key_id])
      expect((await account.table('--only', 'unreferenced')).size).toBe(0)
    })
  })
}

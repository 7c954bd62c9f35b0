import { expect, test } from 'vitest'
import { historiesOf } from '../../archives/known-call.ts'
import { aLakeEngine } from './an-engine.ts'
import { comparable } from './comparable.ts'
import { STORE } from './lake-on-trino.ts'
import { placesOf, WINTER, type Served } from './served.ts'

/** CloudTrail Lake, as far as it can be tried here: its protocol by a stand-in, its SQL by Trino. */
export function lakeTests(served: () => Served): void {
  test.each(['last-use', 'days'] as const)(
    'lake engine: its answer is what the records of all accounts and Regions say (%s)',
    async detail => {
      const { lake, truth } = served()
      const places = placesOf(truth)
      const { engine, gaps } = await aLakeEngine(lake.url, STORE, places)
      for (const place of places) {
        const question = { ...place, ...WINTER, keys: null, detail }
        const answer = await engine.ask(question)
        expect(comparable(answer.known ? answer.keys : new Map())).toEqual(
          comparable(historiesOf(truth.calls, question)),
        )
        expect(answer.known && answer.trace.doubts).toContainEqual(expect.objectContaining(WINTER))
      }
      expect(gaps()).toEqual([])
    },
  )

  test('lake engine: asked about one key, the query returns no other', async () => {
    const { lake, truth } = served()
    const [place = { account: '', region: '' }] = placesOf(truth)
    const among = truth.keys.get(`${place.account}/${place.region}`)?.slice(0, 1) ?? []
    const { engine } = await aLakeEngine(lake.url, STORE, [place])
    const answer = await engine.ask({ ...place, ...WINTER, keys: null, among, detail: 'days' })
    const expected = historiesOf(truth.calls, { ...place, ...WINTER, keys: among, detail: 'days' })
    expect([...expected.keys()]).toEqual(among)
    expect(comparable(answer.known ? answer.keys : new Map())).toEqual(comparable(expected))
  })

  test('lake engine: an unknown event data store is refused with the next step', async () => {
    const { lake, truth } = served()
    await expect(aLakeEngine(lake.url, 'ffffffff-51c6-4d18-8dec-f8c90da840d9', placesOf(truth))).rejects.toMatchObject({
      message: 'The event data store ffffffff-51c6-4d18-8dec-f8c90da840d9 does not exist in us-east-1.',
      hint: expect.stringContaining('list-event-data-stores'),
    })
  })
}

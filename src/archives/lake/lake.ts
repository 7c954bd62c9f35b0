import { REGION_NAME } from '../../model/region-name.ts'
import { archiveOf, billedByScan } from '../archive.ts'
import { archiveOption, atRegion, word } from '../archive-option.ts'

/** An event data store of CloudTrail Lake. */
export interface EventDataStoreOption {
  id: string
  /** Null: the first Region of the run. */
  region: string | null
}

declare module '../../model/options/archive-options.ts' {
  interface ArchiveOptions {
    /** `--lake` */
    lake: EventDataStoreOption | null
  }
}

declare module '../../model/options/archives-request.ts' {
  interface ArchivesRequest {
    /** `--lake`: id or ARN of an event data store, also with `@REGION`. */
    lake?: string
  }
}

const NAME = 'CloudTrail Lake'

const STORE = new RegExp(
  `^(?:arn:[\\w-]+:cloudtrail:(?<home>[\\w-]+):\\d{12}:eventdatastore/)?(?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:@(?<region>${REGION_NAME}))?$`,
  'i',
)

/** Id or ARN of an event data store, also with `@REGION`. An ARN names the Region itself. Null: not valid. */
function eventDataStore(text: string): EventDataStoreOption | null {
  const { id, home, region = home ?? null } = STORE.exec(text)?.groups ?? {}
  return id === undefined ? null : { id: id.toLowerCase(), region }
}

/** An event data store of CloudTrail Lake. It shows uses; whether it has every event is not known. */
export const lake = archiveOf({
  name: NAME,
  title: 'An event data store of CloudTrail Lake (--lake); it shows uses, but cannot prove that a key is unused',
  required: { what: 'an event data store of CloudTrail Lake', by: '--lake ID' },
  options: {
    lake: archiveOption({
      flags: '--lake <id>',
      help: 'Search this event data store of CloudTrail Lake, ID or ID@REGION; it shows uses, but cannot prove that a key is unused',
      form: word('the id of an event data store such as 1234abcd-12ab-34cd-56ef-1234567890ab', eventDataStore),
      fallback: null,
      excludes: ['demo'],
      inConfig: 'named',
      alsoCalled: ['event-data-store', 'cloudtrail-lake'],
    }),
  },
  read: ({ lake: store }) => store,
  words: ({ id, region: own }, region) => ['--lake', atRegion(id, own ?? region)],
  sample: null,
  operation: 'cloudtrail:StartQuery',
  operations: [
    'cloudtrail:StartQuery',
    'cloudtrail:DescribeQuery',
    'cloudtrail:GetQueryResults',
    'cloudtrail:CancelQuery',
    'cloudtrail:GetEventDataStore',
  ],
  complete: false,
  provesSilence: () => false,
  showsPlaces: false,
  answersDependOn: store => store,
  estimate: async () => billedByScan(NAME),
  async open(run, { id, region }) {
    const { openLakeEngine } = await import('./open-lake-engine.ts')
    const { client, stopper, memory } = run.searcher(region)
    return openLakeEngine({ ...run, client, stopper: stopper(), memory, store: id })
  },
})

import { activityCase } from './cases/activity.ts'
import { archiveIndexCase } from './cases/archive-index.ts'
import { archiveYearCase } from './cases/archive-year.ts'
import { browseCase } from './cases/browse.ts'
import { besideAuditCase, dependentsCase } from './cases/dependents.ts'
import { firstCall } from './cases/first-call.ts'
import { help } from './cases/help.ts'
import { history } from './cases/history.ts'
import { htmlPage } from './cases/html-page.ts'
import { inventoryCase } from './cases/inventory.ts'
import { judging } from './cases/judging.ts'
import { memoryCase } from './cases/memory.ts'
import { organizationCase } from './cases/organization.ts'
import { quotaCase } from './cases/quotas.ts'
import { resumeCase } from './cases/resume.ts'
import { rendering } from './cases/rendering.ts'
import type { Case } from './case.ts'
import { MEMBER_ROLE } from './scenarios.ts'

/** All measurements of `npm run bench`, by the name that selects them. */
export const cases = {
  help,
  'first-call': firstCall,
  '60-keys': quotaCase({
    title: '60 keys, one Region, 12 of them quiet',
    scenario: '60-keys',
    args: ['--region', 'us-east-1'],
    bar: 1.2,
  }),
  '30-keys-cloudtrail': quotaCase({
    title: '30 keys, one Region, CloudTrail alone',
    scenario: '30-keys-cloudtrail',
    args: ['--region', 'us-east-1', '--source', 'cloudtrail'],
    bar: 1.2,
  }),
  '300-keys': quotaCase({
    title: '300 keys, one Region, 225 of them in daily use and 36 unused',
    scenario: '300-keys',
    args: ['--region', 'us-east-1'],
    bar: 1.05,
  }),
  '300-keys-fast': quotaCase({
    title: '300 keys, one Region, 225 of them in daily use and 36 unused, with --fast',
    scenario: '300-keys',
    args: ['--region', 'us-east-1', '--fast'],
    bar: 0.35,
  }),
  '160-keys-fast': quotaCase({
    title: '160 keys, one Region, 120 of them in daily use and 40 unused, with --fast',
    scenario: '160-keys',
    args: ['--region', 'us-east-1', '--fast'],
    bar: 0.35,
  }),
  '17-regions': quotaCase({
    title: '17 Regions x 60 keys, 12 of them quiet in each',
    scenario: '17-regions',
    args: ['--region', 'all'],
    bar: 1.15,
  }),
  '200-accounts': organizationCase({
    title: '200 accounts x 2 Regions x 10 keys, 2 of them quiet in each',
    scenario: '200-accounts',
    args: ['--org', '--org-role', MEMBER_ROLE, '--region', 'us-east-1,eu-west-1'],
    bars: { wall: 1.3, sockets: 500 },
  }),
  '10000-keys': inventoryCase({ title: '10,000 keys, inventory only, to CSV', scenario: '10000-keys', bar: 1.15 }),
  '100000-keys': memoryCase({
    title: '100,000 keys, inventory only, to CSV',
    few: '25000-keys',
    many: '100000-keys',
    bars: { peak: 400, perKey: 2 },
  }),
  '100000-keys-resumed': resumeCase({
    title: '100,000 keys, inventory only, resumed from a checkpoint that knows them all',
    scenario: '60-keys',
    keys: 100_000,
    bar: 400,
  }),
  '1000000-events': activityCase,
  'archive-year': archiveYearCase,
  'archive-first-index': archiveIndexCase,
  dependents: dependentsCase,
  'dependents-beside-audit': besideAuditCase,
  rendering,
  'html-page': htmlPage,
  browse: browseCase,
  judging,
  history,
} satisfies Record<string, Case>

import { wordsInName } from '../../../checks/names/shared/alias-words.ts'
import { keyOwner } from '../../../findings/key-owner.ts'
import type { ReasonRule } from '../reason.ts'
import { reportCommand } from '../../../model/report/report-command.ts'

const production: ReasonRule = {
  id: 'production',
  level: 'review',
  title: 'A tag says that the key belongs to production',
  find({ tags }) {
    const found = tags?.find(
      ({ TagKey, TagValue }) => ENVIRONMENT.test(TagKey) && wordsInName(TagValue).some(word => PRODUCTION.has(word)),
    )
    return found === undefined
      ? null
      : {
          text: `The tag ${found.TagKey}=${found.TagValue} says that the key belongs to production.`,
          source: 'tags',
          clears: 'Ask the owner of the environment.',
        }
  },
}

const ENVIRONMENT = /(?:^|[-_:/.])(?:env|environment|stage|tier)$|^app-?env/i
const PRODUCTION: ReadonlySet<string> = new Set(['prod', 'production', 'prd', 'live'])

const ownedByCode: ReasonRule = {
  id: 'owned-by-code',
  level: 'review',
  title: 'CloudFormation, the AWS CDK or Terraform manages the key',
  find(key, { report }) {
    const owner = keyOwner(key)
    if (owner === null) return null
    const who =
      owner.tool === 'terraform'
        ? `The tag ${owner.name} says that Terraform manages the key`
        : `The CloudFormation stack ${owner.name} manages the key${owner.tool === 'cdk' ? ', and comes from the AWS CDK' : ''}`
    return {
      text: `${who}, so it must be removed there.`,
      source: 'tags',
      clears: `Remove the key from the code: ${reportCommand(report, 'retire', 'plan')} -o cloudformation or -o terraform shows what.`,
    }
  },
}

const tagsUnread: ReasonRule = {
  id: 'unread-tags',
  level: 'review',
  title: 'The tags are not in the report, or could not be read',
  find: ({ tags }, { report }) =>
    tags === undefined || tags === null
      ? {
          text: `The tags of the key ${tags === null ? 'could not be read' : 'are not in the report'}, so its environment and the code that manages it are not known.`,
          source: 'tags',
          clears: `Allow kms:ListResourceTags, and run ${reportCommand(report, 'retire', 'plan')} without --from.`,
        }
      : null,
}

export const ofTags: readonly ReasonRule[] = [production, ownedByCode, tagsUnread]

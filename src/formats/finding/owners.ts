import type { KeyRecord } from '../../model/report/report.ts'

/**
 * Tags that name the owner of a key, in the order in which they are shown. The guide lists them. Case, hyphens,
 * underscores, blanks and a prefix such as `acme:` make no difference.
 */
export const OWNER_TAGS = ['Owner', 'OwnerEmail', 'Team', 'Squad', 'Contact', 'Department'] as const

/**
 * Returns the tags that name an owner, such as `Owner=payments`. Empty if no tag does or the tags were not read. Not
 * yet made safe.
 */
export function ownersOf({ tags }: Pick<KeyRecord, 'tags'>): string[] {
  const named = (tags ?? []).filter(({ TagValue }) => TagValue.trim() !== '')
  return OWNER_TAGS.flatMap(name =>
    named
      .filter(({ TagKey }) => normalizeTag(TagKey) === name.toLowerCase())
      .map(({ TagKey, TagValue }) => `${TagKey}=${TagValue}`),
  )
}

const normalizeTag = (tagKey: string): string =>
  tagKey
    .slice(Math.max(tagKey.lastIndexOf(':'), tagKey.lastIndexOf('/')) + 1)
    .replace(/[-_ ]/g, '')
    .toLowerCase()

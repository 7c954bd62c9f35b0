/** The name of a file without what says how it is packed. CloudTrail delivers files as `.json.gz`. */
export const unpackedName = (name: string): string => name.replace(/\.(gz|zst)$/, '')

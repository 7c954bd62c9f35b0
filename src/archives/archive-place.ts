/** The account and Region of log files, digest files or events of an archive. */
export interface ArchivePlace {
  account: string
  region: string
}

/** `111122223333/us-east-1` */
export const placeName = ({ account, region }: ArchivePlace): string => `${account}/${region}`

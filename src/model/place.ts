/** One account in one Region: what AWS counts quotas by. */
export interface Place {
  /** `aws`, `aws-cn`, `aws-us-gov`, … */
  partition: string
  /** Twelve digits. */
  account: string
  /** `eu-west-1` */
  region: string
}

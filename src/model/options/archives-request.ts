/**
 * Archives of CloudTrail events, in a request to the library. AWS bills what Athena, CloudTrail Lake and CloudWatch Logs
 * scan. The file of each archive in `src/archives/` declares its options.
 */
export interface ArchivesRequest {}

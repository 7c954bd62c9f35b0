import picomatch from 'picomatch'

/** Whether a name is `all` or a glob such as `eu-*`, so that the list of enabled Regions decides what it means. */
export const isRegionPattern = (name: string): boolean => name === 'all' || /[*?{[]/.test(name)

/** Whether a name, a glob or `all` matches a Region. */
export const matchesRegion = (region: string, pattern: string): boolean =>
  pattern === 'all' || region === pattern || picomatch.isMatch(region, pattern)

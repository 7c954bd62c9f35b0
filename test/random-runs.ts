const FACTOR = Number(process.env['RANDOM_RUNS'] ?? 1)

/** How many random cases a test tries: so many, and with `RANDOM_RUNS=40`, as in `.ci/run`, forty times as many. */
export const randomRuns = (usual: number): number => usual * FACTOR

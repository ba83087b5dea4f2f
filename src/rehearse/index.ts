export { standInSecrets } from './accounts.ts'
export { assertRehearsable, needsStandIns, type Outside, standInTarget } from './preflight.ts'
export { type Rehearsed, type RehearseOptions, rehearse } from './rehearse.ts'
export { type StandInOptions, startStandIns } from './stand-ins.ts'

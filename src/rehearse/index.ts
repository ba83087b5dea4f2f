export { standInSecrets } from './accounts.ts'
export { type Rehearsed, type RehearseOptions, rehearse } from './rehearse.ts'
export { assertRehearsable, needsStandIns, type StandInOptions, standInTarget, startStandIns } from './stand-ins.ts'

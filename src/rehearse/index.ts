export { type Rehearsed, type RehearseOptions, rehearse } from './rehearse.ts'
export { assertRehearsable, type StandInOptions, startStandIns } from './stand-ins.ts'

export { type Rehearsed, type RehearseOptions, rehearse } from './rehearse.ts'
export { type StandInOptions, startStandIns } from './stand-ins.ts'

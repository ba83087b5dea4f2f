export { assemble, type Measured } from './assemble.ts'
export { intervals, predict } from './predict.ts'
export { tallyOfLog } from './replay-log.ts'
export { Tally } from './tally.ts'

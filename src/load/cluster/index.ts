export { type Instance, runInstances } from './instances.ts'
export { type Segment, segmentOptions, segmentsOf } from './segments.ts'

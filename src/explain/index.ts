export { type Explained, explain } from './explain.ts'
export type { Appointment, Kept, Leg, Life, Moment, Stop } from './life.ts'

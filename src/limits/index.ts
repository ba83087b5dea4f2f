export { HourlyLimits } from './hourly.ts'
export type { Limit } from './limit.ts'
export { Scene, type Waiter } from './scene.ts'

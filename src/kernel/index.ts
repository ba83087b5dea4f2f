export { EventList } from './event-list.ts'
export { Heap } from './heap.ts'
export { type Line, NO_GATE, ServerPool } from './server-pool.ts'

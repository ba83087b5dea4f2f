export { EventList } from './event-list.ts'
export { Heap } from './heap.ts'
export { type Line, NO_ROOM, type PoolChanges, type PoolListener, ServerPool } from './server-pool.ts'

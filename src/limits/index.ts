export { type Limit, type LimitKind, limitKinds } from './limit.ts'
export { Scene, type Waiter } from './scene.ts'

import { spawnSync } from 'node:child_process'
import { Draws, keyOf } from '../src/chance/index.ts'
import { EventList, NO_ROOM, type PoolListener, ServerPool } from '../src/kernel/index.ts'
import type { Benchmark, Peer } from './benchmark.ts'
import { runC } from './c-program.ts'

const CUSTOMERS = 1_000_000
const SERVERS = 4
const LOAD = 0.9
const SEED = 1
/** How far the mean wait may be from the closed form before the simulation counts as wrong. */
const TOLERANCE = 0.05

const ARRIVAL = 0
const DEPARTURE = 1
const TIMES = keyOf('times')
/** Times are kept of the customers in the system only: a power of two, far above how many there ever are. */
const PLACES = 2 ** 14
const PLACE = PLACES - 1

/** M/M/c on the kernel, as the C program does it; service takes 1 on average. */
class Simulation implements PoolListener {
  readonly #customers: number
  readonly #meanInterarrival = 1 / (LOAD * SERVERS)
  readonly #events = new EventList()
  readonly #pool: ServerPool
  readonly #draws = new Draws(SEED, 0)
  readonly #arrivedAt = new Float64Array(PLACES)
  readonly #service = new Float64Array(PLACES)
  #waited = 0

  constructor(customers: number) {
    this.#customers = customers
    const line = { priority: 0, gates: [], room: NO_ROOM, preempts: false, interruptible: false }
    this.#pool = new ServerPool([line], SERVERS, [], [], this)
    const servers = Array.from({ length: SERVERS }, (_, server) => server)
    this.#pool.change({
      present: servers.map((server) => [server, true] as const),
      abilities: servers.map((server) => [server, [0]] as const),
    })
  }

  /** Lets all customers come and go; returns their mean wait. */
  run(): number {
    const events = this.#events
    const pool = this.#pool
    const last = this.#customers - 1
    this.#scheduleArrival(0, 0)
    while (events.next()) {
      if (events.kind === DEPARTURE) pool.release(events.subject)
      else {
        const customer = events.subject
        if (customer < last) this.#scheduleArrival(customer + 1, events.atMs)
        pool.join(0, customer, this.#arrivedAt[customer & PLACE] as number)
      }
    }
    return this.#waited / this.#customers
  }

  start(server: number, customer: number): void {
    const now = this.#events.atMs
    this.#waited += now - (this.#arrivedAt[customer & PLACE] as number)
    this.#events.schedule(now + (this.#service[customer & PLACE] as number), 0, DEPARTURE, server)
  }

  interrupted(): void {}

  #scheduleArrival(customer: number, after: number): void {
    const { first, second } = this.#draws.at(0, customer, 0, TIMES)
    const at = after - Math.log(first) * this.#meanInterarrival
    this.#arrivedAt[customer & PLACE] = at
    this.#service[customer & PLACE] = -Math.log(second)
    this.#events.schedule(at, 0, ARRIVAL, customer)
  }
}

/** Mean wait in M/M/c, service 1 on average: Erlang C ÷ (c − a) with a the offered load. */
function erlangWait(): number {
  const offered = LOAD * SERVERS
  let term = 1
  let sum = 1
  for (let k = 1; k < SERVERS; k++) {
    term *= offered / k
    sum += term
  }
  const last = ((term * offered) / SERVERS) * (SERVERS / (SERVERS - offered))
  return last / (sum + last) / (SERVERS - offered)
}

function simulate(): number {
  new Simulation(CUSTOMERS).run()
  const simulation = new Simulation(CUSTOMERS)
  const from = performance.now()
  const wait = simulation.run()
  const tookMs = performance.now() - from
  const exact = erlangWait()
  if (Math.abs(wait / exact - 1) > TOLERANCE) {
    throw new Error(`The mean wait is ${wait.toFixed(4)}, but ought to be ${exact.toFixed(4)}: not a real simulation.`)
  }
  return (CUSTOMERS / tookMs) * 1000
}

const SIMPY_CUSTOMERS = 50_000
const SIMPY_PROGRAM = `
import random, sys, time
try:
    import simpy
except ImportError:
    sys.exit(3)
customers, servers, load = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
env = simpy.Environment()
counter = simpy.Resource(env, servers)
def customer():
    with counter.request() as request:
        yield request
        yield env.timeout(random.expovariate(1))
def arrivals():
    for _ in range(customers):
        yield env.timeout(random.expovariate(load * servers))
        env.process(customer())
env.process(arrivals())
start = time.perf_counter()
env.run()
print(customers / (time.perf_counter() - start))
`

function simpy(): Peer {
  const args = ['-c', SIMPY_PROGRAM, String(SIMPY_CUSTOMERS), String(SERVERS), String(LOAD)]
  const { status, error, stdout, stderr } = spawnSync('python3', args, { encoding: 'utf8' })
  if (error !== undefined || status === 3) return { name: 'SimPy', skipped: 'not installed' }
  if (status !== 0) throw new Error(`SimPy ended with status ${status}: ${stderr}`)
  return { name: 'SimPy', figure: Number(stdout) }
}

/** Customers a second of M/M/4 at load 0.9 on one thread, against a C program that does nothing else. */
export const kernel: Benchmark = {
  what: 'kernel, M/M/4 at load 0.9',
  reference: 'mmc_ref.c at -O3',
  unit: 'customers/s',
  bound: { text: 'at least 0.3', keeps: (ratio) => ratio >= 0.3 },
  async round() {
    const { n = Number.NaN, loop_s: seconds = Number.NaN } = runC('mmc_ref', [CUSTOMERS, SERVERS, LOAD, SEED])
    const against = n / seconds
    const figure = simulate()
    return { figure, against, ratio: figure / against }
  },
  peers: () => [simpy()],
}

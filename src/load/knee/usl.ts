import { levenbergMarquardt } from 'ml-levenberg-marquardt'
import { Draws } from '../../chance/index.ts'

/** Throughput at a concurrency. */
export interface UslPoint {
  /** Calls under way on average, above 0. */
  readonly concurrency: number
  /** Calls answered per second. */
  readonly throughput: number
}

/** A figure of the fit with its 95 % interval. */
export interface UslFigure {
  readonly value: number
  readonly ci95: [number, number]
}

export interface UslFit {
  /** λ: calls per second of one caller alone. */
  readonly alone: UslFigure
  /** σ, contention: the share of the work that only one can do at a time. */
  readonly contention: UslFigure
  /** κ, coherency: what each pair of callers costs. */
  readonly coherency: UslFigure
  /** Most calls per second that the curve reaches, at any concurrency. */
  readonly mostThroughput: UslFigure
  /** Concurrency at which it does; null where the curve only rises (κ = 0). */
  readonly bestConcurrency: number | null
  /** Share of the points’ variance that the curve explains. */
  readonly r2: number
}

/** Fewer points can’t tell three figures. */
const LEAST_POINTS = 4
/** Size that κ has where it matters. */
const COHERENCY_SCALE = 1e-3
/** Fits to resampled residuals for the intervals. */
const RESAMPLES = 200
const SEED = 2025

type Parameters = readonly [alone: number, contention: number, coherency: number]

/**
 * Fits the Universal Scalability Law, X(N) = λN ÷ (1 + σ(N − 1) + κN(N − 1)) (Gunther, Guerrilla Capacity Planning,
 * 2007, ch. 4), by least squares of
 * the relative errors, with λ > 0 and σ, κ between 0 and 1. N is the
 * measured number of calls under way, so an open model’s plateaus can be used. The intervals come from resampled
 * relative residuals (Efron & Tibshirani, An Introduction to the Bootstrap, 1993, §9.4), with draws of a fixed seed.
 * @returns null with fewer than four points of different concurrency, or where nothing was answered
 */
export function fitUsl(points: readonly UslPoint[]): UslFit | null {
  const usable = points.filter(({ concurrency, throughput }) => concurrency > 0 && throughput > 0)
  if (new Set(usable.map(({ concurrency }) => concurrency)).size < LEAST_POINTS) return null
  const best = fitted(usable, startOf(usable))
  const curve = usl(best)
  const residuals = usable.map(({ concurrency, throughput }) => throughput / curve(concurrency) - 1)
  // Residuals of a fit are smaller than the errors were: three figures were fitted to them.
  const widened = Math.sqrt(usable.length / Math.max(1, usable.length - 3))
  const draws = new Draws(SEED, 0)
  const others = Array.from({ length: RESAMPLES }, (_, sample) => {
    const resampled = usable.map(({ concurrency }, index) => {
      const pick = Math.floor(draws.uniform(0, sample, index, 0) * residuals.length)
      const relative = Math.max(-0.9, (residuals[pick] ?? 0) * widened)
      return { concurrency, throughput: curve(concurrency) * (1 + relative) }
    })
    return fitted(resampled, best)
  })
  const figure = (of: (parameters: Parameters) => number): UslFigure => ({
    value: of(best),
    ci95: middle95(others.map(of)),
  })
  return {
    alone: figure(([alone]) => alone),
    contention: figure(([, contention]) => contention),
    coherency: figure(([, , coherency]) => coherency),
    mostThroughput: figure(most),
    bestConcurrency: best[2] > NOTHING ? Math.sqrt(Math.max(0, 1 - best[1]) / best[2]) : null,
    r2: r2Of(usable, curve),
  }
}

/** Below this a figure that can’t be negative is taken as none. */
const NOTHING = 1e-9

function usl([alone, contention, coherency]: Parameters): (concurrency: number) => number {
  return (n) => (alone * n) / (1 + contention * (n - 1) + coherency * n * (n - 1))
}

/** The curve’s highest point; without κ it rises towards λ ÷ σ, without either it has none. */
function most(parameters: Parameters): number {
  const [alone, contention, coherency] = parameters
  if (coherency <= NOTHING) return contention <= NOTHING ? Number.POSITIVE_INFINITY : alone / contention
  return usl(parameters)(Math.max(1, Math.sqrt(Math.max(0, 1 - contention) / coherency)))
}

/**
 * Fitted are relative errors, by a model of 1 with a point's index as its x: what the library calls weights scales its
 * error and its step in opposite directions. The three parameters are brought to the size of 1.
 */
function fitted(points: readonly UslPoint[], start: Parameters): Parameters {
  const scale: Parameters = [start[0], 1, COHERENCY_SCALE]
  const scaled = ([alone = 0, contention = 0, coherency = 0]: readonly number[]): Parameters => [
    alone * scale[0],
    contention * scale[1],
    coherency * scale[2],
  ]
  const { parameterValues } = levenbergMarquardt(
    { x: points.map((_, index) => index), y: points.map(() => 1) },
    (parameters) => {
      const curve = usl(scaled(parameters))
      return (index) => {
        const { concurrency, throughput } = points[index] as UslPoint
        return curve(concurrency) / throughput
      }
    },
    {
      initialValues: start.map((value, index) => value / (scale[index] as number)),
      minValues: [1e-6, 0, 0],
      maxValues: [1e6, 1, 1 / COHERENCY_SCALE],
      gradientDifference: 1e-5,
      centralDifference: true,
      damping: 1e-3,
      maxIterations: 60,
      errorTolerance: 1e-10,
      improvementThreshold: 1e-6,
    },
  )
  return scaled(parameterValues)
}

/** λ from the point of least concurrency, σ from the highest throughput, as if there were no κ. */
function startOf(points: readonly UslPoint[]): Parameters {
  const first = points.reduce((least, point) => (point.concurrency < least.concurrency ? point : least))
  const highest = points.reduce((most, point) => (point.throughput > most.throughput ? point : most))
  const alone = first.throughput / Math.min(first.concurrency, 1)
  return [alone, Math.min(1, alone / highest.throughput / Math.max(1, highest.concurrency) + 0.01), 1e-4]
}

function middle95(values: readonly number[]): [number, number] {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] as number
  return [at(0.025), at(0.975)]
}

function r2Of(points: readonly UslPoint[], curve: (concurrency: number) => number): number {
  const mean = points.reduce((sum, { throughput }) => sum + throughput, 0) / points.length
  const total = points.reduce((sum, { throughput }) => sum + (throughput - mean) ** 2, 0)
  const left = points.reduce((sum, { concurrency, throughput }) => sum + (throughput - curve(concurrency)) ** 2, 0)
  return total === 0 ? 0 : Math.max(0, 1 - left / total)
}

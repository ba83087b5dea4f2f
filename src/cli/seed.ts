import { Fault } from '../faults/index.ts'

const LARGEST = 4_294_967_295

/**
 * The seed to use: the option's, else the scenario's.
 * @throws Fault usage when it is not a whole number from 0 to 4294967295
 */
export function seedOf(option: number | undefined, scenarioSeed: number): number {
  return option === undefined ? scenarioSeed : wholeNumber('--seed', option, 0, LARGEST)
}

/** A number given on the command line. @throws Fault usage when it is not whole or out of bounds */
export function wholeNumber(name: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value
  throw new Fault(
    'usage',
    `${name} is ${value}; it must be a whole number from ${least} to ${most}.`,
    `For example ${name} ${least}.`,
  )
}

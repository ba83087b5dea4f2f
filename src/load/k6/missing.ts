import { Fault } from '../../faults/index.ts'
import type { Surroundings } from './k6.ts'
import { GO_VERSION, RELEASE_VERSION } from './releases.ts'

/** How one gets k6 on a platform, a command a line. */
export function howToGet({ platform }: Pick<Surroundings, 'platform'>): string {
  const byPlatform: Readonly<Record<string, string>> = {
    linux: 'Debian, Ubuntu: add the repository dl.k6.io/deb as grafana.com/docs/k6 says, then: sudo apt-get install k6',
    darwin: 'macOS: brew install k6',
    win32: 'Windows: winget install k6 --source winget',
  }
  const lines = [
    byPlatform[platform],
    `with Go: go install go.k6.io/k6@v${GO_VERSION}`,
    `by hand: unpack the archive of your platform from github.com/grafana/k6/releases/tag/v${RELEASE_VERSION}, and set K6_BINARY to its k6`,
  ]
  return lines
    .filter((line) => line !== undefined)
    .map((line) => `  ${line}`)
    .join('\n')
}

/** What to tell where there is no k6. @param tried why each way to get it failed, a sentence each */
export function missing(surroundings: Surroundings, tried: readonly string[]): Fault {
  const why = tried.length === 0 ? '' : `: ${tried.join('; ')}`
  return new Fault(
    'k6-missing',
    `There is no k6 on this machine${why}`,
    `Put k6 on PATH, or name it with K6_BINARY:\n${howToGet(surroundings)}`,
  )
}

/** An official release archive of k6. */
export interface Release {
  readonly archive: string
  /** SHA-256 of the archive, hexadecimal. */
  readonly sha256: string
}

/** The release that is fetched. */
export const RELEASE_VERSION = '2.2.0'

/** Newest version that Go's module proxies serve under a path that `go install` takes. */
export const GO_VERSION = '1.8.1'

export const RELEASES_URL = 'https://github.com/grafana/k6/releases/download'

/**
 * Archives by platform as Node names it. Each digest was found the same in at least two sources that do not depend on
 * each other; a platform for which that is not so has no row, and its k6 is built by Go.
 */
export const releases: Readonly<Record<string, Release>> = {
  'linux-x64': {
    archive: 'k6-v2.2.0-linux-amd64.tar.gz',
    sha256: 'b5a8003c86f35f5cd5ceef1490312c48e587696c94d998cefc6d7b3b4cb1597d',
  },
  'linux-arm64': {
    archive: 'k6-v2.2.0-linux-arm64.tar.gz',
    sha256: '4ecd64cadcc792402d16293836115480419c4447c032858f564852d98f1bf54c',
  },
  'darwin-x64': {
    archive: 'k6-v2.2.0-macos-amd64.zip',
    sha256: '45a08590511c8a6a9c6331645e60c41624924e848e29472e87c60ac956d50372',
  },
  'darwin-arm64': {
    archive: 'k6-v2.2.0-macos-arm64.zip',
    sha256: '37a028506bf13578de66c906296803775df28cc2504b1a8c5d786b2803e757c7',
  },
  'win32-x64': {
    archive: 'k6-v2.2.0-windows-amd64.zip',
    sha256: 'ceb2b1e1cf9dbe1303c6c33ec83ffda86dda5c610b4def92064d3c7ebae8d9f4',
  },
}

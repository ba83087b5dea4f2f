/** A server that takes every dossier and does nothing else, in a process of its own as a system is. Tells its parent its address, and when asked how many it has taken. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

let taken = 0
const server = createServer((request, answer) => {
  request.resume()
  request.on('end', () => {
    taken++
    answer.writeHead(201, { 'content-type': 'application/json' })
    answer.end('{"MaHoSo":"","NgayHenTra":""}')
  })
})
server.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
process.on('message', () => process.send?.(taken))

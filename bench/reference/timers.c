/*
 * Hold model: with a constant number of events pending, take the next and schedule one an exponential time later.
 * The binary heap and the generator are those of mmc_ref.c. gcc -O3 -march=native -o timers timers.c -lm
 * Usage: timers [holds] [pending] [seed]; prints one line of JSON.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct { double t; uint32_t seq; uint32_t kind; } Ev;
static Ev *heap;
static uint32_t hn = 0, seqno = 0;

static inline int lt(const Ev *a, const Ev *b) { return a->t < b->t || (a->t == b->t && a->seq < b->seq); }

static void push(double t, uint32_t kind) {
  Ev e = { t, seqno++, kind };
  uint32_t i = hn++;
  while (i) {
    uint32_t p = (i - 1) >> 1;
    if (!lt(&e, &heap[p])) break;
    heap[i] = heap[p];
    i = p;
  }
  heap[i] = e;
}

static Ev pop(void) {
  Ev top = heap[0], e = heap[--hn];
  uint32_t i = 0;
  for (;;) {
    uint32_t c = 2 * i + 1;
    if (c >= hn) break;
    if (c + 1 < hn && lt(&heap[c + 1], &heap[c])) c++;
    if (!lt(&heap[c], &e)) break;
    heap[i] = heap[c];
    i = c;
  }
  if (hn) heap[i] = e;
  return top;
}

static inline uint64_t rotl(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }
static uint64_t s[4];

static uint64_t splitmix(uint64_t *x) {
  uint64_t z = (*x += 0x9E3779B97F4A7C15ULL);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

static inline uint64_t next(void) {
  uint64_t res = rotl(s[0] + s[3], 23) + s[0], t = s[1] << 17;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotl(s[3], 45);
  return res;
}

static inline double expo(void) { return -log(((next() >> 11) + 0.5) * 0x1.0p-53); }

int main(int argc, char **argv) {
  long holds = argc > 1 ? atol(argv[1]) : 2000000;
  long pending = argc > 2 ? atol(argv[2]) : 100000;
  uint64_t seed = argc > 3 ? strtoull(argv[3], 0, 10) : 1;
  for (int i = 0; i < 4; i++) s[i] = splitmix(&seed);
  heap = malloc((pending + 1) * sizeof(Ev));
  for (long i = 0; i < pending; i++) push(expo(), 0);
  /* As many holds unmeasured as events are pending: the heap is then in its steady state. */
  for (long i = 0; i < pending; i++) push(pop().t + expo(), 0);
  struct timespec a, b;
  clock_gettime(CLOCK_MONOTONIC, &a);
  double now = 0;
  for (long i = 0; i < holds; i++) {
    Ev e = pop();
    now = e.t;
    push(now + expo(), e.kind);
  }
  clock_gettime(CLOCK_MONOTONIC, &b);
  double loop = (b.tv_sec - a.tv_sec) + (b.tv_nsec - a.tv_nsec) * 1e-9;
  printf("{\"holds\":%ld,\"now\":%.6f,\"loop_s\":%.6f}\n", holds, now, loop);
}

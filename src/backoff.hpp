// How long to wait before a connection is tried again: exponential backoff, by default with full jitter, so that the
// clients of a restarted server come back spread out rather than all at once.
#pragma once

#include <cstdint>

namespace hxws {

// Plain words: they cross the border as they stand.
struct Backoff {
  static constexpr std::int32_t kFullJitter = -1;

  std::int32_t first = 1000;          // milliseconds of the first wait at most
  std::int32_t longest = 64'000;      // milliseconds that no wait exceeds before jitter
  std::int32_t jitter = kFullJitter;  // full: anything up to the wait; else thousandths that it may be off
};

// Milliseconds to wait, fractional: first * 2^retry_count, at most `longest`; times `random`, or times
// 1 - jitter + 2 * jitter * random. `retry_count` is the number of retries since the connection was last open; `random`
// is in [0, 1), and what is not (NaN included) counts as the nearest end.
double backoff_delay(const Backoff& backoff, std::uint32_t retry_count, double random);

}  // namespace hxws
